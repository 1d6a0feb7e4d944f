package dev.proofmark.compiler;

import dev.proofmark.compiler.InputRejectedException.Reason;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.quantize.program.RealRange;
import java.util.LinkedHashMap;
import java.util.Map;

/// Real inputs to the integers that are proven: x_q = floor(x / step + 1/2) in double precision.
final class InputEncoder {

    private final CompiledPlan plan;

    InputEncoder(CompiledPlan plan) {
        this.plan = plan;
    }

    /// By input name, row-major.
    ///
    /// **Errors** [InputRejectedException] for names, shapes, NaN, infinities and values outside of the declared range.
    Map<String, long[]> encode(ModelInputs inputs) {
        Map<String, DenseTensor> bound = InputBinding.of(plan.signature()).bind(inputs);
        Map<String, long[]> integers = new LinkedHashMap<>();
        for (ModelSignature.Input input : plan.signature().inputs()) {
            integers.put(input.name(), encode(input, bound.get(input.name())));
        }
        return integers;
    }

    private long[] encode(ModelSignature.Input input, DenseTensor tensor) {
        double[] values = tensor.values();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InputRejectedException(
                        Reason.NOT_A_NUMBER, input.name(), "Element " + i + " of input " + input.name() + " is not finite.",
                        "finite numbers", Double.isNaN(values[i]) ? "NaN" : "an infinity");
            }
            RealRange accepted = plan.accepted(input, i);
            if (!accepted.contains(values[i])) {
                throw new InputRejectedException(
                        Reason.OUT_OF_RANGE, input.name(),
                        "Element " + i + " of input " + input.name() + " is outside of the accepted range.",
                        "values in [" + accepted.low() + ", " + accepted.high() + "]",
                        values[i] < accepted.low() ? "a smaller value" : "a larger value");
            }
        }
        return plan.grid(input.name()).integers(input.shape().lengths(), values);
    }
}
