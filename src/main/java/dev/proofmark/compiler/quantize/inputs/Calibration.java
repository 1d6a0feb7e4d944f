package dev.proofmark.compiler.quantize.inputs;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.RoundedRanges;
import dev.proofmark.compiler.quantize.program.Scales;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What ranges a graph's values are expected to take, told from calibration data, and how its inputs are rounded.
///
/// This is where calibration data enters: of every value only a [rounded range][RoundedRanges#expected] is kept, and all that becomes public
/// of activations (scales, domains of tables) follows from those.
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
        values.replaceAll((name, observed) -> RoundedRanges.expected(observed));
        return new Calibration(Map.copyOf(inputs), Collections.unmodifiableMap(values));
    }

    public InputGrid input(String name) {
        return inputs.get(name);
    }

    /// The rounded range of any value, with headroom.
    public RealRange value(String name) {
        return values.get(name);
    }

    /// The scale at which a value of that name fits `bits` magnitude bits.
    public double scale(String name, int bits) {
        return Scales.forRange(value(name), bits);
    }
}
