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
package dev.proofmark.service;
