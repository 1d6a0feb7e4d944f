/// The service: the only place where Spring, JPA, Jackson and servlets appear.
///
/// One package per feature, each importing only those before it:
///
/// | package        | what it is for                                                                           |
/// |----------------|------------------------------------------------------------------------------------------|
/// | `platform`     | settings, private files, randomness                                                      |
/// | `errors`       | refusals and problem details                                                             |
/// | `artifacts`    | content-addressed files, sealing                                                         |
/// | `database`     | PostgreSQL, configured or embedded                                                       |
/// | `http`         | access, request bodies, pages of lists, the API's description                            |
/// | `tensors`      | numbers of a request: JSON to tensors and back, checked against a model's signature      |
/// | `engine`       | the one door to compiler, prover and verifier, in the service's words                    |
/// | `operators`    | `/v1/operators`: what models may consist of                                              |
/// | `jobs`         | background work in PostgreSQL: leases, fences, progress, cancellation                    |
/// | `models`       | `/v1/models`: upload, registration, the model's page, the verification key               |
/// | `proofs`       | `/v1/proofs`: request, work, result                                                      |
/// | `verification` | `/v1/verify`: what a proof shows, in words and values                                    |
/// | `maintenance`  | the operator's commands: backup, restore, a new at-rest key                              |
/// | `demo`         | the demonstration: a client of this service's own API                                    |
///
/// **Invariants.** A request that can be refused is refused before anything is queued. Files are written and synced
/// before the row that names them is committed, so a row never names a file that is not there. Secrets (uploaded models,
/// plans, proving keys, private inputs, seeds) are sealed before they touch the disk, and no message, log line or answer
/// contains them.
///
/// **Adding an endpoint**
///
/// 1. A method of the feature's controller, or a new `@RestController` with `@ApiProblems` and `@Tag` in the feature's package:
///    `@Operation` with an `operationId` and a summary, `@ApiResponse` for its success, media types spelled out. Bodies are read by
///    `http` (JSON with a limit, `MultipartUpload` with a closed list of parts), numbers by `tensors`.
/// 2. What it answers is a record of the feature's package named `..View`. Compiler, prover and verifier are reached through
///    `engine` alone: a question that it does not answer yet is a method of `InferenceEngine`, and of `FakeEngine` in the tests.
/// 3. A refusal is an exception of `errors`; what only a feature can refuse is translated where the feature calls the engine.
/// 4. A new package is a row of the table above, after all that it imports: `ServiceStructureTest` reads its order from it.
/// 5. `./mvnw test -Dtest=OpenApiTest -Dproofmark.openapi.write=true` writes openapi/openapi.yaml; the new `operationId` goes into that
///    test's list. A test beside the feature's others (`ModelApiTest`, `ProofApiTest`, `VerifyApiTest`) calls it through `Api`.
package dev.proofmark.service;
