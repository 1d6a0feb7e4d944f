package dev.proofmark.compiler.quantize;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What ranges a graph's values take: the declared range of every input, the observed range of every other value.
public final class Calibration {

    private final Map<String, RealRange> inputs;
    private final Map<String, RealRange> values;

    private Calibration(Map<String, RealRange> inputs, Map<String, RealRange> values) {
        this.inputs = inputs;
        this.values = values;
    }

    /// @param inputRanges one per input: what is accepted at proving time
    /// @param samples     at least one; every sample one tensor per input
    public static Calibration observe(
            Graph graph, Map<String, RealRange> inputRanges, List<Map<String, DenseTensor>> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("calibration needs at least one sample");
        }
        Map<String, RealRange> values = new HashMap<>();
        for (Map<String, DenseTensor> sample : samples) {
            FloatInterpreter.trace(graph, sample)
                    .forEach((name, tensor) -> values.merge(name, RealRange.of(tensor), RealRange::union));
        }
        for (Graph.Input input : graph.inputs()) {
            if (!inputRanges.containsKey(input.name())) {
                throw new IllegalArgumentException("no range for input " + input.name());
            }
        }
        return new Calibration(Map.copyOf(inputRanges), Collections.unmodifiableMap(values));
    }

    /// The declared range of an input.
    public RealRange input(String name) {
        return inputs.get(name);
    }

    /// The observed range of any value.
    public RealRange value(String name) {
        return values.get(name);
    }
}
