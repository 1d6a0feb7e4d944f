/// Bytes that outlive a request: models, keys, proofs, inputs.
///
/// [ArtifactStore] keeps them in content-addressed files: written aside, synced, renamed, and hashed again when loaded. A
/// `SEALED` artefact is encrypted by [SecretCipher] first and addressed by the digest of its ciphertext, so that a file name
/// cannot confirm a guess of a low-entropy input. A wrong at-rest key is refused at the start ([SecretKeyGuard],
/// [ArtifactConfiguration]), before anything is written under it.
package dev.proofmark.service.artifacts;
