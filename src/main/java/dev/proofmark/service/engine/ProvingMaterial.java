package dev.proofmark.service.engine;

import java.util.function.Supplier;

/// What a registered model's proofs are made from.
///
/// @param id names the pair of plan and proving key: equal ids mean equal bytes, so an engine may keep what it decoded
/// @param plan see `RegisteredModel`; loaded only when asked for
/// @param provingKey see `RegisteredModel`; loaded only when asked for
public record ProvingMaterial(String id, Supplier<byte[]> plan, Supplier<byte[]> provingKey) {}
