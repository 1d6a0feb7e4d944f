package dev.proofmark.compiler.onnx.file;

import dev.proofmark.compiler.ProblemCode;

/// A problem met while one node or tensor is translated. Never leaves this package: the importer adds the node and collects.
public final class NodeRejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String expected;
    private final String actual;

    public NodeRejection(ProblemCode code, String message, String expected, String actual) {
        super(message, null, false, false);
        this.code = code;
        this.expected = expected;
        this.actual = actual;
    }

    ProblemCode code() {
        return code;
    }

    String expected() {
        return expected;
    }

    String actual() {
        return actual;
    }
}
