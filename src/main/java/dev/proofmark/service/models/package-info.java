/// `/v1/models`: uploaded models and what became of them.
///
/// An upload is read, held against the supported operators (`InferenceEngine.inspect`) and refused at once when it cannot
/// be proven. What passes is sealed file by file, and a job compiles and registers it. A model is `COMPILING` until that job
/// ends, then `READY` or `FAILED`; the status is the job's, not a second copy of it.
///
/// **Deleting** a model cancels its work and erases what is secret of it: the uploaded files, the plan, the proving key.
/// What remains is `DELETED`: its page, its verification key (by the model's id, and by the digest that statements name) and
/// its proofs, so that what was proven can still be verified by anyone.
package dev.proofmark.service.models;
