package dev.proofmark.compiler.quantize;

import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import java.util.List;
import java.util.Map;

/// Graph and calibration to integer program: a pure function, the same on every machine.
public final class Quantizer {

    private Quantizer() {}

    /// @param inputRanges the declared range of every input
    /// @param samples     calibration: at least one, one tensor per input and sample
    /// **Errors** [ModelRejectedException] for weights that are no numbers or a graph whose integers would not stay
    /// below 2^60.
    public static QuantizedProgram quantize(
            Graph graph, Map<String, RealRange> inputRanges, List<Map<String, DenseTensor>> samples, Precision precision) {
        Graph simplified = Rewrites.simplified(graph);
        Calibration calibration = Calibration.observe(simplified, inputRanges, samples);
        try {
            Lowering lowering = new Lowering(simplified, calibration, precision);
            for (Graph.Output output : simplified.outputs()) {
                lowering.program.output(output.name(), lowering.output(output.value()));
            }
            return lowering.build();
        } catch (ArithmeticException overflow) {
            throw new ModelRejectedException(new ModelProblem(
                    ProblemCode.LIMIT_EXCEEDED,
                    "",
                    "",
                    "the quantised model would need integers beyond 60 bits: " + overflow.getMessage(),
                    "narrower input ranges or smaller weights",
                    "an accumulator of 2^60 or more"));
        } catch (StackOverflowError depth) {
            throw new ModelRejectedException(new ModelProblem(
                    ProblemCode.LIMIT_EXCEEDED, "", "", "The model has too many layers one after the other.",
                    "fewer operators on one path", graph.nodes().size() + " operators"));
        }
    }
}
