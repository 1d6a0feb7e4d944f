package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.proofmark.compiler.onnx.file.ImportLimits;
import dev.proofmark.compiler.onnx.node.AttributeRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Models of one node whose attributes, shapes and index tensors are drawn with a preference for edge values.
final class RandomNodes {

    private static final long[] EDGES = {
        0, 0, 1, 1, 1, 2, 2, 3, 4, 5, -1, -1, -2, -3, 7, 100, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32,
        Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1
    };

    /// So small that no model is slow.
    static final ImportOptions SMALL = ImportOptions.defaults().withLimits(
            new ImportLimits(10_000, 200, 200, 8, 1 << 14, 1 << 17, 1 << 16, 1 << 16, 1 << 20, 1 << 20));

    private final SplittableRandom random;

    RandomNodes(SplittableRandom random) {
        this.random = random;
    }

    /// A model of one node, its first outputs the model's outputs.
    OnnxModelBuilder model(Operator operator) {
        OnnxModelBuilder model = new OnnxModelBuilder(random.nextInt(operator.since(), Math.min(operator.until(), 28) + 1));
        int least = operator.minInputs();
        int most = Math.min(operator.maxInputs(), least + 3);
        int count = random.nextInt(least, most + 1);
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "i" + i;
            boolean omitted = i >= least && random.nextInt(4) == 0;
            inputs.add(omitted ? "" : name);
            if (omitted) {
                continue;
            }
            int kind = i == 0 ? random.nextInt(4) : 1 + random.nextInt(3);
            switch (kind) {
                case 1 -> model.graph().addInitializer(floats().toBuilder().setName(name));
                case 2 -> model.graph().addInitializer(indexes().toBuilder().setName(name));
                default -> model.input(name, shape().toArray());
            }
        }
        List<AttributeProto> attributes = new ArrayList<>();
        operator.attributes().values().forEach(rule -> {
            if (random.nextInt(3) > 0) {
                attributes.add(attribute(rule));
            }
        });
        List<String> outputs = new ArrayList<>(List.of("y"));
        if (operator.maxOutputs() > 1 && random.nextBoolean()) {
            outputs.add("z");
        }
        return model.node(operator.name(), inputs, outputs, attributes.toArray(AttributeProto[]::new))
                .output(outputs.toArray(String[]::new));
    }

    private AttributeProto attribute(AttributeRule rule) {
        if (!rule.accepted().isEmpty()) {
            String value = rule.accepted().get(random.nextInt(rule.accepted().size()));
            return rule.kind() == AttributeProto.AttributeType.INT
                    ? OnnxModelBuilder.integer(rule.name(), Long.parseLong(value))
                    : OnnxModelBuilder.text(rule.name(), value);
        }
        return switch (rule.kind()) {
            case INT -> OnnxModelBuilder.integer(rule.name(), edge());
            case INTS -> OnnxModelBuilder.integers(rule.name(), edges(random.nextInt(6)));
            case FLOAT -> OnnxModelBuilder.real(rule.name(), new double[] {0, 1, -1, 0.5, 1e30, Double.NaN}[random.nextInt(6)]);
            case TENSOR -> OnnxModelBuilder.tensor(rule.name(), random.nextBoolean() ? floats() : indexes());
            case FLOATS -> AttributeProto.newBuilder()
                    .setName(rule.name()).setType(AttributeProto.AttributeType.FLOATS).addFloats(1).build();
            case STRING -> OnnxModelBuilder.text(rule.name(), "FLOAT");
            default -> throw new IllegalStateException(rule.toString());
        };
    }

    private TensorProto floats() {
        List<Object> shape = shape();
        int count = shape.stream().mapToInt(length -> (int) length).reduce(1, (a, b) -> a * b);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(8) == 0 ? edge() : random.nextDouble(-2, 2);
        }
        return OnnxModelBuilder.floats(shape.stream().map(length -> (long) (int) length).toList(), values);
    }

    private TensorProto indexes() {
        boolean scalar = random.nextInt(3) == 0;
        long[] values = edges(scalar ? 1 : random.nextInt(5));
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(OnnxModelBuilder.INT64);
        if (!scalar) {
            tensor.addDims(values.length);
        }
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return tensor.build();
    }

    private List<Object> shape() {
        List<Object> shape = new ArrayList<>();
        int rank = random.nextInt(6);
        for (int axis = 0; axis < rank; axis++) {
            shape.add(random.nextInt(30) == 0 ? 0 : random.nextInt(1, 5));
        }
        return shape;
    }

    private long[] edges(int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(4) > 0 ? random.nextInt(-1, 4) : edge();
        }
        return values;
    }

    private long edge() {
        return EDGES[random.nextInt(EDGES.length)];
    }
}
