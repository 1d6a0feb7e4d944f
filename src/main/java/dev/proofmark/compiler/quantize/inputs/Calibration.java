package dev.proofmark.compiler.quantize.inputs;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.RealRange;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What ranges a graph's values take on the calibration data, and how its inputs are rounded.
public final class Calibration {

    private final Map<String, InputGrid> inputs;
    private final Map<String, RealRange> values;

    private Calibration(Map<String, InputGrid> inputs, Map<String, RealRange> values) {
        this.inputs = inputs;
        this.values = values;
    }

    /// @param inputs  one per input: what is accepted at proving time
    /// @param samples at least one; every sample one tensor per input
    public static Calibration observe(
            Graph graph, Map<String, InputGrid> inputs, List<Map<String, DenseTensor>> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("calibration needs at least one sample");
        }
        Map<String, RealRange> values = new HashMap<>();
        for (Map<String, DenseTensor> sample : samples) {
            FloatInterpreter.trace(graph, sample)
                    .forEach((name, tensor) -> values.merge(name, RealRange.of(tensor), RealRange::union));
        }
        return new Calibration(Map.copyOf(inputs), Collections.unmodifiableMap(values));
    }

    public InputGrid input(String name) {
        return inputs.get(name);
    }

    /// The observed range of any value.
    public RealRange value(String name) {
        return values.get(name);
    }
}
