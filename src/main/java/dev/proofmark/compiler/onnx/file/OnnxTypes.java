package dev.proofmark.compiler.onnx.file;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.proofmark.compiler.graph.ElementType;
import java.util.Optional;

/// ONNX element type numbers.
public final class OnnxTypes {

    private static final String[] NAMES = {
        "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double",
        "uint32", "uint64", "complex64", "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2",
        "float8e5m2fnuz", "uint4", "int4", "float4e2m1", "float8e8m0", "uint2", "int2"
    };

    private OnnxTypes() {}

    /// The type of a number, if its values can be computed with.
    public static Optional<ElementType> of(int number) {
        return Optional.ofNullable(switch (number) {
            case 1 -> ElementType.FLOAT32;
            case 2 -> ElementType.UINT8;
            case 3 -> ElementType.INT8;
            case 4 -> ElementType.UINT16;
            case 5 -> ElementType.INT16;
            case 6 -> ElementType.INT32;
            case 7 -> ElementType.INT64;
            case 9 -> ElementType.BOOL;
            case 10 -> ElementType.FLOAT16;
            case 11 -> ElementType.FLOAT64;
            case 12 -> ElementType.UINT32;
            case 13 -> ElementType.UINT64;
            case 16 -> ElementType.BFLOAT16;
            default -> null;
        });
    }

    /// The element type that a value is declared with.
    public static Optional<ElementType> of(ValueInfoProto value) {
        return value.getType().hasTensorType() ? of(value.getType().getTensorType().getElemType()) : Optional.empty();
    }

    /// What a value is declared as, for a message.
    public static String name(ValueInfoProto value) {
        return value.getType().hasTensorType()
                ? "a tensor of " + name(value.getType().getTensorType().getElemType())
                : value.getType().getValueCase().name();
    }

    public static String name(int number) {
        return number >= 0 && number < NAMES.length ? NAMES[number] : "type " + number;
    }

    static int bytesPerElement(ElementType type) {
        return switch (type) {
            case BOOL, INT8, UINT8 -> 1;
            case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
            case FLOAT32, INT32, UINT32 -> 4;
            case FLOAT64, INT64, UINT64 -> 8;
        };
    }
}
