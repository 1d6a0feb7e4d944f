package dev.proofmark.compiler.graph;

/// The element type that the source model declares. Everything is computed in double precision whatever it says.
public enum ElementType {
    FLOAT32(Kind.REAL),
    FLOAT64(Kind.REAL),
    FLOAT16(Kind.REAL),
    BFLOAT16(Kind.REAL),
    INT8(Kind.INTEGER),
    INT16(Kind.INTEGER),
    INT32(Kind.INTEGER),
    INT64(Kind.INTEGER),
    UINT8(Kind.INTEGER),
    UINT16(Kind.INTEGER),
    UINT32(Kind.INTEGER),
    UINT64(Kind.INTEGER),
    BOOL(Kind.LOGICAL);

    private enum Kind {
        REAL,
        INTEGER,
        LOGICAL
    }

    private final Kind kind;

    ElementType(Kind kind) {
        this.kind = kind;
    }

    public boolean isReal() {
        return kind == Kind.REAL;
    }

    public boolean isInteger() {
        return kind == Kind.INTEGER;
    }

    /// The ONNX spelling, such as `float` or `int64`.
    public String onnxName() {
        return switch (this) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case FLOAT16, BFLOAT16, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, BOOL ->
                    name().toLowerCase(java.util.Locale.ROOT);
        };
    }
}
