package dev.proofmark.compiler.onnx.file;

import dev.proofmark.compiler.graph.ElementType;

/// Doubles as values of an ONNX element type.
public final class Rounding {

    private Rounding() {}

    /// The nearest value of a real type; integers and truth values are left alone.
    public static double nearest(ElementType type, double value) {
        return switch (type) {
            case FLOAT32 -> (float) value;
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
            case BFLOAT16 -> bfloat16((float) value);
            case FLOAT64, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, BOOL -> value;
        };
    }

    /// The value that ONNX `Cast` gives.
    public static double cast(ElementType to, double value) {
        return switch (to) {
            case FLOAT32, FLOAT16, BFLOAT16, FLOAT64 -> nearest(to, value);
            case BOOL -> value == 0 ? 0 : 1;
            case INT8 -> (byte) (long) value;
            case INT16 -> (short) (long) value;
            case INT32 -> (int) (long) value;
            case INT64 -> (long) value;
            case UINT8 -> (long) value & 0xffL;
            case UINT16 -> (long) value & 0xffffL;
            case UINT32 -> (long) value & 0xffffffffL;
            case UINT64 -> Math.max(0, Math.rint(value < 0 ? Math.ceil(value) : Math.floor(value)));
        };
    }

    static float bfloat16ToFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    private static float bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return Float.NaN;
        }
        int rounded = bits + 0x7fff + ((bits >>> 16) & 1);
        return Float.intBitsToFloat(rounded & 0xffff0000);
    }
}
