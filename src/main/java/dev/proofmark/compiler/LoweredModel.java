package dev.proofmark.compiler;

import dev.proofmark.circuit.CircuitException;
import dev.proofmark.compiler.quantize.Quantizer;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.synthesis.CircuitLowering;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import dev.proofmark.compiler.synthesis.LoweringException;
import dev.proofmark.compiler.synthesis.LoweringOptions;
import dev.proofmark.compiler.synthesis.OutputVisibility;
import dev.proofmark.compiler.synthesis.PrivateOutputs;

/// A prepared model in integers and as a circuit.
///
/// @param program secret, it holds the weights
record LoweredModel(QuantizedProgram program, LoweredCircuit circuit) {

    /// **Errors** [ModelRejectedException] for what integers of 60 bits or circuits cannot hold.
    static LoweredModel of(PreparedModel model, CompileOptions options, CompileListener listener) {
        listener.entering(CompileStage.QUANTISE);
        QuantizedProgram quantized = Quantizer.quantize(
                model.graph(), model.ranges(), options.inputRanges().keySet(), model.samples(), options.precision());
        QuantizedProgram program =
                options.outputVisibility() == OutputVisibility.PRIVATE ? PrivateOutputs.of(quantized) : quantized;
        listener.entering(CompileStage.LAY_OUT);
        return new LoweredModel(program, lowered(program, options));
    }

    private static LoweredCircuit lowered(QuantizedProgram program, CompileOptions options) {
        try {
            return CircuitLowering.lower(program, LoweringOptions.of(options.outputVisibility()));
        } catch (LoweringException beyond) {
            throw refused(beyond.step(), beyond);
        } catch (CircuitException | ArithmeticException beyond) {
            throw refused("", beyond);
        }
    }

    private static ModelRejectedException refused(String step, RuntimeException beyond) {
        return new ModelRejectedException(new ModelProblem(
                ProblemCode.LIMIT_EXCEEDED, step, "", "The model has no circuit: " + beyond.getMessage() + ".",
                "a model within the limits of circuits", "a larger one"));
    }

    /// Without the weights.
    @Override
    public String toString() {
        return "lowered model of " + program.steps().size() + " steps";
    }
}
