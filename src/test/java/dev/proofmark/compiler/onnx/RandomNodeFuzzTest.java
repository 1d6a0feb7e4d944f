package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
import dev.proofmark.testing.OnnxModelBuilder;
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

    private static final long SEED = Long.getLong("proofmark.fuzz.seed", 424242);
    private static final int ROUNDS = Integer.getInteger("proofmark.fuzz.rounds", 6000);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RandomNodes nodes = new RandomNodes(random);

    @Test
    void everyOperatorGivesAGraphOrARejection() {
        List<Operator> operators = OperatorTable.all().stream().flatMap(List::stream).toList();
        Map<String, Integer> accepted = new HashMap<>();
        Map<String, String> failures = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Operator operator = operators.get(random.nextInt(operators.size()));
            OnnxModelBuilder model = nodes.model(operator);
            try {
                Graph graph = OnnxImporter.importModel(model.source(), RandomNodes.SMALL);
                evaluate(graph);
                accepted.merge(operator.name(), 1, Integer::sum);
            } catch (ModelRejectedException rejected) {
                assertThat(rejected.problems()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                String where =
                        Arrays.stream(e.getStackTrace()).limit(4).map(StackTraceElement::toString).collect(Collectors.joining(" < "));
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
        graph.outputs().forEach(output -> assertThat(outputs.get(output.name()).shape()).isEqualTo(output.value().shape()));
    }
}
