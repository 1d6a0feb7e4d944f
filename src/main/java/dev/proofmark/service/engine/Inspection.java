package dev.proofmark.service.engine;

import dev.proofmark.service.tensors.Signature;

/// What is known of a model before it is registered.
///
/// @param signature what it takes and gives
/// @param registrationBytes heap that registering it is predicted to need, the files as they came apart
public record Inspection(Signature signature, long registrationBytes) {}
