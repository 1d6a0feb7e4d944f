/// What every feature stands on.
///
/// **Start-up.** The data folder is this user's only (mode 0700). Without `spring.datasource.url` an `EmbeddedDatabase`
/// runs PostgreSQL inside it, durable and with a password; for root under another account (`ServerAccount`).
/// `ListenAddressGuard` refuses an address other machines can reach unless an API key is configured.
/// `VectorModuleCheck` warns when the fast kernels are not available.
///
/// **Artefacts.** `ArtifactStore` keeps bytes in content-addressed files: written aside, synced, renamed, and hashed
/// again when loaded. A `SEALED` artefact is encrypted by `SecretCipher` first and addressed by the digest of its
/// ciphertext, so that a file name cannot confirm a guess of a low-entropy input.
///
/// **Uploads.** Parts of a request lie in clear in `UploadFolder` until the request ends; what a killed process left there,
/// the next start removes. `MultipartUpload` and `RequestBodyBytes` hold every body to its limit.
///
/// **Errors.** Every refusal is a `ProblemException` with a `ProblemCode`; every answer that is not a success is an RFC
/// 9457 `Problem`, whether it comes from a controller, a filter, the dispatcher or the container below it.
///
/// **Randomness.** `Randomness` is the one place that creates a `SecureRandom`; everything else takes it as a parameter.
package dev.proofmark.service.platform;
