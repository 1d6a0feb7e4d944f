package dev.proofmark.service.engine;

import dev.proofmark.service.tensors.Signature;
import java.util.List;

/// What is known of a model before it is registered.
///
/// @param signature what it takes and gives
/// @param warnings what its owner should know already
/// @param registrationBytes heap that registering it is predicted to need, the files as they came apart
public record Inspection(Signature signature, List<String> warnings, long registrationBytes) {
    public Inspection {
        warnings = List.copyOf(warnings);
    }
}
