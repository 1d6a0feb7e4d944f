/// The one door between the service and the compiler, prover and verifier.
///
/// `InferenceEngine` speaks in bytes, names and tensors; nothing of a circuit or a field passes through it. **Plain values of
/// the compiler pass as they are**, without a twin of them here: a record of `dev.proofmark.compiler` itself whose components
/// are numbers, texts, enums, such records, and lists, maps and optionals of them, with no method beside its accessors; or an
/// enum of that package. So a new list for the API is the compiler's record, a method of `InferenceEngine`, and the answer. Long calls take
/// a `WorkMonitor`, to which they report named stages and from which they learn that nobody wants their result any more.
///
/// `ProtocolEngine` is the engine: `ModelRegistrar` compiles and makes keys, `KeyedProver` and `KeyedVerifier` keep decoded
/// keys of recent use. Nothing else in the service imports `compiler` (but its plain values) or `proving`.
///
/// **Errors.** `ModelRefusedException` lists every finding about a model at once, `InputRefusedException` says what is wrong
/// with an input, `KeyUnreadableException` that a verification key does not decode. A proof that does not verify is no
/// error but a `Verdict`.
package dev.proofmark.service.engine;
