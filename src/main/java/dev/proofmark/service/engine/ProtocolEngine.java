package dev.proofmark.service.engine;

import dev.proofmark.compiler.OperatorForm;
import dev.proofmark.compiler.OperatorForms;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The engine: the compiler for uploads, the key generator for registrations, prover and verifier for proofs.
@Component
class ProtocolEngine implements InferenceEngine {
    private final ModelRegistrar registrar;
    private final KeyedProver prover;
    private final KeyedVerifier verifier;
    private final WarmUp warmUp;

    ProtocolEngine(ModelRegistrar registrar, KeyedProver prover, KeyedVerifier verifier, WarmUp warmUp) {
        this.registrar = registrar;
        this.prover = prover;
        this.verifier = verifier;
        this.warmUp = warmUp;
    }

    @Override
    public Inspection inspect(ModelFiles files, ModelSettings settings, List<InferenceInput> calibration) {
        return registrar.inspect(files, settings, calibration);
    }

    @Override
    public List<OperatorForm> operators() {
        return OperatorForms.all();
    }

    @Override
    public int keyFormat() {
        return Format.VERSION;
    }

    @Override
    public RegisteredModel register(
            ModelFiles files, ModelSettings settings, List<InferenceInput> calibration, WorkMonitor monitor) {
        warmUp.stop();
        return registrar.register(files, settings, calibration, monitor);
    }

    @Override
    public ProvenInference prove(ProvingMaterial material, Map<String, Tensor> inputs, Visibility inputVisibility,
            String context, WorkMonitor monitor) {
        warmUp.stop();
        return prover.prove(material, inputs, inputVisibility, context, monitor);
    }

    @Override
    public Verdict verify(byte[] verificationKey, ProofSource proof, Optional<byte[]> statement, Runnable interruption) {
        return verifier.verify(verificationKey, proof, statement, interruption);
    }
}
