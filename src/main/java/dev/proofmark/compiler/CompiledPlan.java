package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.layout.OutputVisibility;
import java.util.LinkedHashMap;
import java.util.Map;

/// What remains of a compilation for proving with it: how inputs become integers and integers outputs.
///
/// Secret: scales and ranges come from calibration data. `programDigest` names the quantised program with all its
/// weights, so that a rebuild from model, calibration and options can be compared.
///
/// @param inputScales   by input name: real = integer * scale
/// @param outputScales  by output name
/// @param programDigest SHA-256 of the quantised program, lower-case hex
public record CompiledPlan(
        ModelSignature signature,
        Map<String, Double> inputScales,
        Map<String, Double> outputScales,
        OutputVisibility outputVisibility,
        String programDigest) {

    public CompiledPlan {
        inputScales = Map.copyOf(inputScales);
        outputScales = Map.copyOf(outputScales);
    }

    double scale(String input) {
        return inputScales.get(input);
    }

    /// The integers to prove, by input name.
    ///
    /// **Errors** [InputRejectedException].
    public Map<String, long[]> encodeInputs(ModelInputs inputs) {
        return new InputEncoder(this).encode(inputs);
    }

    /// The real outputs of proven integers, by output name in the model's order.
    ///
    /// **Errors** [IllegalArgumentException] where an output is missing or has another length.
    public Map<String, DenseTensor> decodeOutputs(Map<String, long[]> integers) {
        Map<String, DenseTensor> outputs = new LinkedHashMap<>();
        for (ModelSignature.Output output : signature.outputs()) {
            long[] values = integers.get(output.name());
            TensorShape shape = output.shape();
            if (values == null || values.length != shape.elementCount()) {
                throw new IllegalArgumentException("output " + output.name() + " needs " + shape.elementCount()
                        + " integers, got " + (values == null ? "none" : Integer.toString(values.length)));
            }
            double scale = outputScales.get(output.name());
            double[] reals = new double[values.length];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = values[i] * scale;
            }
            outputs.put(output.name(), DenseTensor.of(shape, reals));
        }
        return outputs;
    }

    public byte[] encode() {
        return PlanCodec.encode(this);
    }

    /// **Errors** [IllegalArgumentException] for anything that is not an encoded plan.
    public static CompiledPlan decode(byte[] bytes) {
        return PlanCodec.decode(bytes);
    }

    /// Only the digest.
    @Override
    public String toString() {
        return "plan " + programDigest;
    }
}
