package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.ProgramDigest;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.OutputVisibility;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What remains of a compilation for proving with it: how inputs become integers and integers outputs.
///
/// Secret: scales and ranges come from calibration data. `programDigest` names the quantised program with all its
/// weights, so that a rebuild from model, calibration and options can be compared.
///
/// @param inputGrids    by input name: how its real values become integers
/// @param outputScales  by output name
/// @param programDigest SHA-256 of the quantised program, lower-case hex
public record CompiledPlan(
        ModelSignature signature,
        Map<String, InputGrid> inputGrids,
        Map<String, Double> outputScales,
        OutputVisibility outputVisibility,
        String programDigest) {

    public CompiledPlan {
        inputGrids = Map.copyOf(inputGrids);
        outputScales = Map.copyOf(outputScales);
    }

    static CompiledPlan of(ModelSignature signature, QuantizedProgram program, OutputVisibility visibility) {
        Map<String, InputGrid> inputs = new HashMap<>();
        Map<String, Double> outputs = new HashMap<>();
        for (QuantizedProgram.Port port : program.inputs()) {
            if (program.step(port).op() instanceof IntegerOp.Input input) {
                inputs.put(port.name(), input.grid());
            }
        }
        program.outputs().forEach(port -> outputs.put(port.name(), program.step(port).scale()));
        return new CompiledPlan(signature.accepting(inputs), inputs, outputs, visibility, ProgramDigest.of(program));
    }

    InputGrid grid(String input) {
        return inputGrids.get(input);
    }

    /// The values that are accepted at one element of an input: the input's range, or where the elements have steps of their
    /// own, the part of it that the element's integers reach.
    public RealRange accepted(ModelSignature.Input input, int element) {
        InputGrid grid = grid(input.name());
        return grid.accepted(input.range(), grid.scale().at(input.shape().lengths(), element));
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
