package dev.proofmark.compiler.graph;

/// Shapes or axes that do not fit an operator. The importer turns it into a problem that names the node.
public final class ShapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String actual;
    private final boolean tooLarge;

    public ShapeException(String expected, String actual) {
        this(expected, actual, false);
    }

    private ShapeException(String expected, String actual, boolean tooLarge) {
        super("expected " + expected + ", actual " + actual);
        this.expected = expected;
        this.actual = actual;
        this.tooLarge = tooLarge;
    }

    static ShapeException tooLarge(String expected, String actual) {
        return new ShapeException(expected, actual, true);
    }

    /// True for a tensor of too many elements, false for shapes that do not fit.
    public boolean isTooLarge() {
        return tooLarge;
    }

    public String expected() {
        return expected;
    }

    public String actual() {
        return actual;
    }
}
