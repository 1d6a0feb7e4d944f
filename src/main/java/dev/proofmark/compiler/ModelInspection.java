package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.Graph;
import java.util.List;

/// What is known of a model before it is compiled.
///
/// @param signature         inputs and outputs
/// @param warnings          what the model's owner should know already
/// @param registrationBytes heap that compiling and registering it may need: the registration's lookups of all weights
///                          (500 bytes a parameter, padding included), values of samples (160 bytes each), range tables
public record ModelInspection(ModelSignature signature, List<String> warnings, long registrationBytes) {
    private static final long BYTES_PER_PARAMETER = 500;
    private static final long BYTES_PER_VALUE = 160;
    private static final long FIXED_BYTES = 24L << 20;

    static ModelInspection of(ModelSignature signature, List<String> warnings, Graph graph) {
        long values = graph.nodes().stream().mapToLong(node -> node.output().shape().elementCount()).sum();
        return new ModelInspection(
                signature, warnings, FIXED_BYTES + BYTES_PER_PARAMETER * graph.parameterCount() + BYTES_PER_VALUE * values);
    }
}
