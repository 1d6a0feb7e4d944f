/// What only a model's owner has: the [ProvingKey] with the weights, the blindings derived from the owner's seed, the
/// witness program. Weight blindings are derived from the seed, so model + seed rebuild the same key byte for byte. No
/// verifier reaches this package.
package dev.proofmark.proving.key.owner;
