package dev.proofmark.compiler.quantize;

import dev.proofmark.circuit.PortScale;
import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.quantize.inputs.Calibration;
import dev.proofmark.compiler.quantize.inputs.FactorFolding;
import dev.proofmark.compiler.quantize.inputs.InputGrids;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.lowering.Lowering;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.StepRejection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Graph and calibration to integer program: a pure function, the same on every machine.
public final class Quantizer {

    private Quantizer() {}

    /// With one step for every input.
    public static QuantizedProgram quantize(
            Graph graph, Map<String, RealRange> inputRanges, List<Map<String, DenseTensor>> samples, Precision precision) {
        return quantize(graph, inputRanges, inputRanges.keySet(), samples, precision);
    }

    /// @param inputRanges the range of every input
    /// @param promised    inputs whose whole range must be accepted at every element; elsewhere indexes of an axis may get
    ///                    finer steps that do not reach the ends of the range
    /// @param samples     calibration: at least one, one tensor per input and sample
    /// **Errors** [ModelRejectedException] for weights that are no numbers or a graph whose integers would not stay
    /// below 2^60.
    public static QuantizedProgram quantize(
            Graph graph,
            Map<String, RealRange> inputRanges,
            Set<String> promised,
            List<Map<String, DenseTensor>> samples,
            Precision precision) {
        Graph simplified = Rewrites.simplified(graph);
        for (Graph.Input input : graph.inputs()) {
            if (!inputRanges.containsKey(input.name())) {
                throw new IllegalArgumentException("no range for input " + input.name());
            }
        }
        Map<String, InputGrid> grids = InputGrids.choose(simplified, inputRanges, promised, samples, precision);
        Map<String, DenseTensor> factors = factors(simplified, grids);
        Graph divided = FactorFolding.divided(simplified, factors);
        try {
            Calibration calibration = Calibration.observe(divided, grids, divided(samples, factors));
            Lowering lowering = new Lowering(divided, calibration, precision);
            for (Graph.Output output : divided.outputs()) {
                lowering.program.output(output.name(), lowering.output(output.value()));
            }
            return lowering.build();
        } catch (StepRejection beyond) {
            throw new ModelRejectedException(new ModelProblem(
                    ProblemCode.LIMIT_EXCEEDED, beyond.step(), "",
                    "This value would need integers beyond 60 bits: " + beyond.getMessage() + ".",
                    "narrower input ranges or smaller weights", "an accumulator of 2^60 or more"));
        } catch (StackOverflowError depth) {
            throw new ModelRejectedException(new ModelProblem(
                    ProblemCode.LIMIT_EXCEEDED, "", "", "The model has too many layers one after the other.",
                    "fewer operators on one path", graph.nodes().size() + " operators"));
        }
    }

    /// How many units of its grid a step of every element is, for inputs whose elements differ in it.
    private static Map<String, DenseTensor> factors(Graph graph, Map<String, InputGrid> grids) {
        Map<String, DenseTensor> factors = new HashMap<>();
        for (Graph.Input input : graph.inputs()) {
            PortScale scale = grids.get(input.name()).scale();
            if (!scale.isUniform()) {
                int[] lengths = input.value().shape().lengths();
                double[] values = new double[input.value().shape().elementCount()];
                Arrays.setAll(values, i -> scale.at(lengths, i) / scale.unit());
                factors.put(input.name(), DenseTensor.of(input.value().shape(), values));
            }
        }
        return factors;
    }

    private static List<Map<String, DenseTensor>> divided(
            List<Map<String, DenseTensor>> samples, Map<String, DenseTensor> factors) {
        return factors.isEmpty() ? samples : samples.stream().map(sample -> {
            Map<String, DenseTensor> divided = new HashMap<>(sample);
            factors.forEach((name, factor) -> {
                double[] values = sample.get(name).values().clone();
                Arrays.setAll(values, i -> values[i] / factor.value(i));
                divided.put(name, DenseTensor.of(factor.shape(), values));
            });
            return divided;
        }).toList();
    }
}
