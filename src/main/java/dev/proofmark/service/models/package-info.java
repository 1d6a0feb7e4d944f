/// `/v1/models`: uploaded models and what became of them.
///
/// An upload is read, held against the supported operators (`InferenceEngine.inspect`) and refused at once when it cannot
/// be proven. What passes is sealed file by file, and a job compiles and registers it. A model is `COMPILING` until that job
/// ends, then `READY` or `FAILED`; the status is the job's, not a second copy of it.
///
/// **Renewing.** Keys have a format, which versions of the service change. [KeyRenewals] finds models whose keys have an older one than
/// the engine's, and a job ([KeyRenewal]) registers each again from its stored upload: it is `RENEWING` until that job ends, then `READY`,
/// or `OUTDATED` where it failed. Proofs are made under the new key only: those that are asked for meanwhile, or were before, wait for
/// it. The old key's public part stays ([EarlierKey]); a proof's row tells the format of the key that it was made under, so that
/// the keys of one model are never taken for each other.
///
/// **Deleting** a model cancels its work and erases what is secret of it: the uploaded files, the plan, the proving key.
/// What remains is `DELETED`: its page, its verification keys (by the model's id, and by the digest that statements name) and
/// its proofs, so that what was proven can still be verified by anyone.
package dev.proofmark.service.models;
