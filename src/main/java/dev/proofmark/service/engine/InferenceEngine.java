package dev.proofmark.service.engine;

import dev.proofmark.compiler.OperatorForm;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compiles and registers models, proves inferences, verifies proofs.
///
/// **Requires** nothing between calls: what one call returns as bytes is all that a later call, on any node, needs.
public interface InferenceEngine {
    /// No verification key is longer.
    long MOST_KEY_BYTES = VerificationKey.MAX_BYTES;

    /// Reads the model and tells whether it can be proven, as far as that is about a second's work, and if so what it takes
    /// and gives and what memory registering it needs.
    Inspection inspect(ModelFiles files, ModelSettings settings, List<InferenceInput> calibration);

    /// The operators that a model may consist of.
    List<OperatorForm> operators();

    /// The format of the keys, statements and proofs that this engine makes, and the only one that it reads.
    int keyFormat();

    /// Compiles and registers the model. The same files, settings and calibration give the same verification key.
    RegisteredModel register(
            ModelFiles files, ModelSettings settings, List<InferenceInput> calibration, WorkMonitor monitor);

    /// Proves one inference of a registered model.
    ProvenInference prove(ProvingMaterial material, Map<String, Tensor> inputs, Visibility inputVisibility,
            String context, WorkMonitor monitor);

    /// Checks a proof against a verification key and, where one is given, against a statement. A proof that is longer than the
    /// key allows is rejected unread.
    ///
    /// **Errors** `FormatNotSupportedException` where key or proof have another format than [#keyFormat]: nothing is said of them;
    /// `KeyUnreadableException`.
    ///
    /// @param interruption is run from time to time; what it throws ends the work
    Verdict verify(byte[] verificationKey, ProofSource proof, Optional<byte[]> statement, Runnable interruption);
}
