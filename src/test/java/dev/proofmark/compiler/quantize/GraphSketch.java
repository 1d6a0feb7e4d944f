package dev.proofmark.compiler.quantize;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.Origin;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.quantize.program.RealRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Builds small graphs with random weights and random inputs.
public final class GraphSketch {

    private final Random random;
    private final List<Graph.Input> inputs = new ArrayList<>();
    private final Map<String, DenseTensor> constants = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Graph.Output> outputs = new ArrayList<>();
    private final Map<String, RealRange> ranges = new HashMap<>();

    public GraphSketch(long seed) {
        random = new Random(seed);
    }

    public Value input(String name, RealRange range, int... lengths) {
        Value value = new Value(name, TensorShape.of(lengths));
        inputs.add(new Graph.Input(value, ElementType.FLOAT32));
        ranges.put(name, range);
        return value;
    }

    /// Normally distributed with that deviation.
    public Value weights(double deviation, int... lengths) {
        TensorShape shape = TensorShape.of(lengths);
        double[] values = new double[shape.elementCount()];
        Arrays.setAll(values, i -> deviation * random.nextGaussian());
        return constant(shape, values);
    }

    public Value constant(TensorShape shape, double... values) {
        Value value = new Value("c" + constants.size(), shape);
        constants.put(value.name(), DenseTensor.of(shape, values));
        return value;
    }

    public Value apply(Op op, Value... operands) {
        TensorShape shape = op.outputShape(Arrays.stream(operands).map(Value::shape).toList());
        Value value = new Value("v" + nodes.size(), shape);
        nodes.add(new Node(new Origin(value.name(), op.getClass().getSimpleName()), op, List.of(operands), value));
        return value;
    }

    public void output(Value value) {
        outputs.add(new Graph.Output("out" + outputs.size(), value, ElementType.FLOAT32));
    }

    public Graph graph() {
        return new Graph(inputs, constants, nodes, outputs);
    }

    Map<String, RealRange> ranges() {
        return ranges;
    }

    /// Uniform over the declared ranges.
    Map<String, DenseTensor> sample() {
        Map<String, DenseTensor> sample = new HashMap<>();
        for (Graph.Input input : inputs) {
            RealRange range = ranges.get(input.name());
            double[] values = new double[input.value().shape().elementCount()];
            Arrays.setAll(values, i -> range.low() + range.span() * random.nextDouble());
            sample.put(input.name(), DenseTensor.of(input.value().shape(), values));
        }
        return sample;
    }

    public List<Map<String, DenseTensor>> samples(int count) {
        List<Map<String, DenseTensor>> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(sample());
        }
        return samples;
    }
}
