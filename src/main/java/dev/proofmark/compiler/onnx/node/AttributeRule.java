package dev.proofmark.compiler.onnx.node;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/// One attribute that an operator understands: its kind and, where not every value is understood, which are.
///
/// @param accepted the spelled values that are understood; empty for all
/// @param least    the least number that makes sense, in itself or in a list; empty for any. None is above [#MOST]
/// @param required whether it must be given: without, the operator has no meaning or one that is not understood
public record AttributeRule(String name, AttributeType kind, List<String> accepted, OptionalInt least, boolean required) {

    /// The largest length, stride or padding that is taken.
    public static final int MOST = 1 << 24;

    public AttributeRule {
        accepted = List.copyOf(accepted);
    }

    static AttributeRule of(String name, AttributeType kind, List<String> accepted) {
        return new AttributeRule(name, kind, accepted, OptionalInt.empty(), false);
    }

    static AttributeRule atLeast(int least, String name, AttributeType kind) {
        return new AttributeRule(name, kind, List.of(), OptionalInt.of(least), false);
    }

    AttributeRule asRequired() {
        return new AttributeRule(name, kind, accepted, least, true);
    }

    /// Whether all its numbers make sense.
    public boolean isInRange(AttributeProto attribute) {
        return least.isEmpty()
                || LongStream.concat(
                        kind == AttributeType.INT ? LongStream.of(attribute.getI()) : LongStream.empty(),
                        attribute.getIntsList().stream().mapToLong(Long::longValue))
                        .allMatch(number -> number >= least.getAsInt() && number <= MOST);
    }

    /// The kind of an attribute; files older than the field `type` are told by what they carry.
    public static AttributeType kindOf(AttributeProto attribute) {
        if (attribute.getType() != AttributeType.UNDEFINED) {
            return attribute.getType();
        }
        if (attribute.hasF()) {
            return AttributeType.FLOAT;
        }
        if (attribute.hasI()) {
            return AttributeType.INT;
        }
        if (attribute.hasS()) {
            return AttributeType.STRING;
        }
        if (attribute.hasT()) {
            return AttributeType.TENSOR;
        }
        if (attribute.getFloatsCount() > 0) {
            return AttributeType.FLOATS;
        }
        if (attribute.getIntsCount() > 0) {
            return AttributeType.INTS;
        }
        return attribute.getStringsCount() > 0 ? AttributeType.STRINGS : AttributeType.UNDEFINED;
    }

    public boolean accepts(AttributeProto attribute) {
        return accepted.isEmpty() || accepted.contains(spelled(attribute));
    }

    /// The value for a message, bounded in length.
    public static String spelled(AttributeProto attribute) {
        return switch (kindOf(attribute)) {
            case INT -> Long.toString(attribute.getI());
            case FLOAT -> Float.toString(attribute.getF());
            case STRING -> attribute.getS().toStringUtf8();
            case INTS -> attribute.getIntsList().stream().limit(16).toList().toString();
            case FLOATS -> attribute.getFloatsList().stream().limit(16).toList().toString();
            case TENSOR, GRAPH, SPARSE_TENSOR, TYPE_PROTO, STRINGS, TENSORS, GRAPHS, SPARSE_TENSORS, TYPE_PROTOS, UNDEFINED ->
                    "a value of kind " + kindOf(attribute);
        };
    }
}
