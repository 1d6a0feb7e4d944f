package dev.proofmark.compiler.accuracy;

import ai.onnxruntime.OrtException;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// onnxruntime for many small models, in one process beside this one: some valid models crash it, then a new one starts.
public final class RuntimeChild implements AutoCloseable {

    private Process process;
    private DataOutputStream questions;
    private DataInputStream answers;

    /// The outputs, or an empty map where onnxruntime refuses the model or crashes. All inputs are float32.
    public Map<String, DenseTensor> evaluate(byte[] model, Map<String, DenseTensor> inputs) {
        Map<String, ElementType> types = new HashMap<>();
        inputs.keySet().forEach(name -> types.put(name, ElementType.FLOAT32));
        try {
            if (process == null) {
                start();
            }
            RuntimeMessages.writeModel(questions, model, types);
            RuntimeMessages.writeTensors(questions, inputs);
            questions.flush();
            return RuntimeMessages.readTensors(answers);
        } catch (IOException crashed) {
            close();
            return Map.of();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }

    private void start() throws IOException {
        process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                RuntimeChild.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    public static void main(String[] arguments) {
        System.setOut(System.err);
        DataInputStream questions = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
        DataOutputStream answers = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        try {
            while (RuntimeMessages.hasMore(questions)) {
                byte[] model = RuntimeMessages.readModel(questions);
                Map<String, ElementType> types = RuntimeMessages.readInputTypes(questions);
                RuntimeMessages.writeTensors(answers, outputs(model, types, RuntimeMessages.readTensors(questions)));
                answers.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, DenseTensor> outputs(
            byte[] model, Map<String, ElementType> types, Map<String, DenseTensor> inputs) {
        try (FloatReference runtime = OnnxRuntimeSession.open(model, types)) {
            return runtime.evaluate(inputs);
        } catch (OrtException refused) {
            return Map.of();
        }
    }
}
