/// `/v1/proofs`: requests for proofs and what became of them.
///
/// A request's input is held against the model's signature before anything is queued. What passes is sealed, and a job
/// proves it; when the job has ended, however it ended, the sealed input is erased. A result is the proof, the statement it
/// is about, and the outputs.
///
/// Outputs that a model was registered to keep private are in no statement: they are sealed, and shown on the proof's own page
/// to whoever may call this service. A proof that has ended can be removed, with its files.
///
/// A request may bring its model along: then the model is added too, and the proof's job waits for the model's.
package dev.proofmark.service.proofs;
