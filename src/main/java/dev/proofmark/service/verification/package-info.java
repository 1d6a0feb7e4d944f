/// `/v1/verify`: what a proof shows.
///
/// A proof that does not verify is no error: the answer is 200 with `valid: false` and the reason. Only a key that does not
/// decode, and key or proof of another format than the engine's, are refused, because then nothing can be said about the proof. The verifier works on the bytes alone, so an
/// answer about a stored proof is the same that anyone gets with the downloaded files.
package dev.proofmark.service.verification;
