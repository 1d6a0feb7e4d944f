package dev.proofmark.compiler.accuracy;

import ai.onnxruntime.OrtException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/// The child process: takes one model, then answers samples until its standard input ends, which it also does when the
/// service is killed.
final class RuntimeMain {

    private static final int REFUSED = 3;

    private RuntimeMain() {}

    /// Prints nothing and exits abnormally where the model is refused: what is wrong with it may quote it. In place of a name
    /// it answers the kind of the refusal, one of a fixed list.
    public static void main(String[] arguments) {
        System.setOut(System.err); // standard output carries answers
        try (DataInputStream questions =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
                DataOutputStream answers =
                        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
                OnnxRuntimeSession session = opened(questions, answers)) {
            RuntimeMessages.writeName(answers, session.name());
            while (RuntimeMessages.hasMore(questions)) {
                RuntimeMessages.writeTensors(answers, session.evaluate(RuntimeMessages.readTensors(questions)));
            }
        } catch (IOException | OrtException | LinkageError | RuntimeException refused) {
            Runtime.getRuntime().halt(REFUSED);
        }
    }

    private static OnnxRuntimeSession opened(DataInputStream questions, DataOutputStream answers) throws IOException, OrtException {
        byte[] model = RuntimeMessages.readModel(questions);
        try {
            return OnnxRuntimeSession.open(model, RuntimeMessages.readInputTypes(questions));
        } catch (OrtException refused) {
            RuntimeMessages.writeName(answers, RuntimeRefusal.MARK + refused.getCode());
            answers.flush();
            throw refused;
        }
    }
}
