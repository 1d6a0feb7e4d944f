package dev.proofmark.compiler.graph;

/// Shapes or axes that do not fit an operator. The importer turns it into a problem that names the node.
public final class ShapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String actual;

    public ShapeException(String expected, String actual) {
        super("expected " + expected + ", actual " + actual);
        this.expected = expected;
        this.actual = actual;
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }
}
