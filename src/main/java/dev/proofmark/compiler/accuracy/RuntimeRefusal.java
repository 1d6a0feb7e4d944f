package dev.proofmark.compiler.accuracy;

import java.io.IOException;

/// onnxruntime does not take a model. Its message may quote the model and is not passed on, only the kind of its error is.
final class RuntimeRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    /// Before the kind, in place of the name of a child that takes its model.
    static final String MARK = "refused ";

    RuntimeRefusal(String answer) {
        super("it refuses the model (error " + kind(answer) + ")");
    }

    private static String kind(String answer) {
        String kind = answer.substring(MARK.length());
        return kind.matches("[A-Z_]{1,40}") ? kind : "of another kind";
    }
}
