package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// One node of a known operator with attributes, shapes and index tensors from edge values: a graph that can be evaluated,
/// or a rejection.
class RandomNodeFuzzTest {

    private static final long SEED = 424242;
    private static final int ROUNDS = Integer.getInteger("proofmark.fuzz.rounds", 6000);
    private static final long[] EDGES = {
        0, 0, 1, 1, 1, 2, 2, 3, 4, 5, -1, -1, -2, -3, 7, 100, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32,
        Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1
    };
    private static final ImportOptions OPTIONS = ImportOptions.defaults().withLimits(
            new ImportLimits(10_000, 200, 200, 8, 1 << 14, 1 << 17, 1 << 16, 1 << 16, 1 << 20, 1 << 20));

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void everyOperatorGivesAGraphOrARejection() {
        List<Operator> operators = OperatorTable.all().stream().flatMap(List::stream).toList();
        Map<String, Integer> accepted = new HashMap<>();
        Map<String, String> failures = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Operator operator = operators.get(random.nextInt(operators.size()));
            OnnxModelBuilder model = model(operator);
            try {
                Graph graph = OnnxImporter.importModel(model.source(), OPTIONS);
                evaluate(graph);
                accepted.merge(operator.name(), 1, Integer::sum);
            } catch (ModelRejectedException rejected) {
                assertThat(rejected.problems()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                String where = Arrays.stream(e.getStackTrace()).limit(4).map(StackTraceElement::toString).collect(Collectors.joining(" < "));
                failures.putIfAbsent(operator.name() + ": " + e.getClass() + " " + where, "round " + round);
            }
        }
        assertThat(failures).as("seed " + SEED).isEmpty();
        assertThat(accepted.keySet()).as("operators that were accepted at least once").hasSizeGreaterThan(50);
    }

    private static void evaluate(Graph graph) {
        Map<String, DenseTensor> inputs = new HashMap<>();
        graph.inputs().forEach(input -> inputs.put(input.name(), DenseTensor.filled(input.value().shape(), 0.5)));
        Map<String, DenseTensor> outputs = FloatInterpreter.evaluate(graph, inputs);
        graph.outputs().forEach(output ->
                assertThat(outputs.get(output.name()).shape()).isEqualTo(output.value().shape()));
    }

    private OnnxModelBuilder model(Operator operator) {
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
            int kind = i == 0 ? (operator.constantsOnly() ? 1 : random.nextInt(4)) : 1 + random.nextInt(3);
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
