package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.proofmark.compiler.onnx.node.AttributeRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Draws uses of an operator of which a good part are valid, knowing only its form: few small shapes that fit together,
/// index lists as long as axes are, numbers of use.
final class OperatorSampler {

    private static final List<List<Integer>> SHAPES = List.of(
            List.of(4), List.of(2, 3), List.of(2, 1), List.of(1, 2, 4), List.of(2, 2, 3), List.of(1, 2, 4, 4), List.of(1, 4, 2, 2));
    private static final List<RealRange> RANGES = List.of(
            new RealRange(-1, 1), new RealRange(-1, 1), new RealRange(0.25, 0.75), new RealRange(1.5, 2.5));
    private static final double[] REALS = {0.25, 0.5, 1, 1.5};
    private static final long[] NUMBERS = {0, 1, 1, 2, 2, 3, -1, 7, 11};

    private static final int KINDS = 8;

    private final SplittableRandom random;

    OperatorSampler(SplittableRandom random) {
        this.random = random;
    }

    /// @param computed whether an operand depends on the model's input
    /// @param wanted   an attribute that must be given, with its spelled value; null for none, an empty value for any
    OperatorSample draw(Operator form, boolean computed, AttributeRule wanted, String value) {
        List<Integer> shape = SHAPES.get(random.nextInt(SHAPES.size()));
        int least = form.minInputs();
        int count = random.nextInt(least, (int) Math.min(form.maxInputs(), least + 3L) + 1);
        int first = random.nextInt(4) > 0 ? 0 : random.nextInt(Math.max(1, count));
        boolean all = random.nextInt(3) == 0;
        boolean alike = random.nextInt(3) > 0;
        int kind = random.nextInt(KINDS);
        List<Integer> lengths = lengths(shape);
        List<String> operands = new ArrayList<>();
        Map<String, List<Integer>> inputs = new LinkedHashMap<>();
        Map<String, TensorProto> constants = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = "i" + i;
            boolean omitted = i >= least && random.nextInt(4) == 0;
            operands.add(omitted ? "" : name);
            if (!omitted && computed && (all || i == first)) {
                inputs.put(name, shape);
            } else if (!omitted) {
                constants.put(name, alike ? constant(kind, shape, lengths) : constant(random.nextInt(KINDS), shape, lengths(shape)));
            }
        }
        List<AttributeProto> attributes = new ArrayList<>();
        for (AttributeRule rule : form.attributes().values()) {
            if (rule.equals(wanted) && !value.isEmpty()) {
                attributes.add(accepted(rule, value));
            } else if (rule.equals(wanted) || rule.required() || random.nextInt(4) == 0) {
                attributes.add(attribute(rule, shape));
            }
        }
        int outputs = form.maxOutputs() > 1 ? random.nextInt(1, Math.min(3, form.maxOutputs()) + 1) : 1;
        return new OperatorSample(
                form.name(), operands, inputs, constants, attributes, outputs, RANGES.get(random.nextInt(RANGES.size())), false);
    }

    private TensorProto constant(int kind, List<Integer> shape, List<Integer> lengths) {
        return switch (kind) {
            case 0 -> integers(new long[] {NUMBERS[random.nextInt(NUMBERS.length)]}, true);
            case 1, 2 -> integers(list(shape), false);
            case 3 -> truths(shape);
            default -> floats(lengths);
        };
    }

    /// The shape itself, one that broadcasts to it, or weights for it.
    private List<Integer> lengths(List<Integer> shape) {
        int rank = shape.size();
        return switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1 -> List.of(shape.get(random.nextInt(rank)));
            case 2 -> shape;
            case 3 -> List.of(shape.getLast(), random.nextInt(1, 4));
            default -> shape.stream().map(length -> random.nextInt(3) == 0 ? length : random.nextInt(1, 3)).toList();
        };
    }

    private TensorProto floats(List<Integer> lengths) {
        double[] values = new double[lengths.stream().reduce(1, (a, b) -> a * b)];
        boolean positive = random.nextBoolean();
        for (int i = 0; i < values.length; i++) {
            values[i] = real() * (positive || random.nextBoolean() ? 1 : -1);
        }
        return OnnxModelBuilder.floats(lengths.stream().map(Integer::longValue).toList(), values);
    }

    private TensorProto truths(List<Integer> shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(TensorProto.DataType.BOOL_VALUE);
        shape.forEach(tensor::addDims);
        int count = shape.stream().reduce(1, (a, b) -> a * b);
        for (int i = 0; i < count; i++) {
            tensor.addInt32Data(random.nextInt(2));
        }
        return tensor.build();
    }

    private static TensorProto integers(long[] values, boolean scalar) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(OnnxModelBuilder.INT64);
        if (!scalar) {
            tensor.addDims(values.length);
        }
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return tensor.build();
    }

    /// Axes, amounts for each or some of them, a permutation, or the lengths themselves.
    private long[] list(List<Integer> shape) {
        int rank = shape.size();
        if (random.nextInt(6) == 0) {
            return shape.stream().mapToLong(Integer::longValue).toArray();
        }
        if (random.nextInt(6) == 0) {
            int turn = random.nextInt(rank);
            return java.util.stream.IntStream.range(0, rank).mapToLong(axis -> (axis + turn) % rank).toArray();
        }
        int[] counts = {1, 1, 2, rank, 2 * rank, Math.max(1, rank - 2), Math.max(1, 2 * rank - 4), 3};
        long[] values = new long[counts[random.nextInt(counts.length)]];
        boolean ones = random.nextInt(3) == 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = ones ? 1 : random.nextInt(-1, 3);
        }
        return values;
    }

    private static AttributeProto accepted(AttributeRule rule, String value) {
        return rule.kind() == AttributeType.INT
                ? OnnxModelBuilder.integer(rule.name(), Long.parseLong(value))
                : OnnxModelBuilder.text(rule.name(), value);
    }

    private AttributeProto attribute(AttributeRule rule, List<Integer> shape) {
        if (!rule.accepted().isEmpty()) {
            return accepted(rule, rule.accepted().get(random.nextInt(rule.accepted().size())));
        }
        return switch (rule.kind()) {
            case INT -> OnnxModelBuilder.integer(rule.name(), NUMBERS[random.nextInt(NUMBERS.length)]);
            case INTS -> OnnxModelBuilder.integers(rule.name(), list(shape));
            case FLOAT -> OnnxModelBuilder.real(rule.name(), real());
            case TENSOR -> OnnxModelBuilder.tensor(rule.name(), random.nextBoolean()
                    ? floats(List.of(random.nextInt(1, 3)))
                    : integers(new long[] {random.nextInt(4)}, false));
            case FLOATS -> AttributeProto.newBuilder()
                    .setName(rule.name()).setType(AttributeType.FLOATS).addFloats(1).addFloats(0.5f).build();
            case STRING -> OnnxModelBuilder.text(rule.name(), "FLOAT");
            default -> throw new IllegalStateException("OperatorSampler draws no attribute of kind " + rule.kind() + ": add a case");
        };
    }

    private double real() {
        return REALS[random.nextInt(REALS.length)];
    }
}
