package dev.proofmark.compiler;

import dev.proofmark.compiler.accuracy.AccuracyReport;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import java.util.List;
import java.util.Objects;

/// A model ready to be registered and proven with.
///
/// @param plan       how inputs become integers and integers outputs; all that proving needs beside the keys
/// @param program    the integer program that is proven; secret, it holds the weights
/// @param lowered    its circuit, witness program and weights by tensor
/// @param accuracy   measured distance from the float model
/// @param parameters constants of the float model
/// @param notes      what was understood, for the model's page
/// @param warnings   what the user should know
public record CompiledModel(
        CompiledPlan plan,
        QuantizedProgram program,
        LoweredCircuit lowered,
        AccuracyReport accuracy,
        long parameters,
        List<String> notes,
        List<String> warnings) {

    public CompiledModel {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(lowered, "lowered");
        Objects.requireNonNull(accuracy, "accuracy");
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    public ModelSignature signature() {
        return plan.signature();
    }

    /// Without the weights.
    @Override
    public String toString() {
        return "compiled model of " + program.steps().size() + " steps, " + plan;
    }
}
