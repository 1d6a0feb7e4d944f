package dev.proofmark.proving.prover;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.prover.CommittedMatrix;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import java.util.List;
import java.util.Map;

/// Makes keys: commits to the weights and proves, once, that each lies in its declared range and that the padding is zero.
public final class KeyGenerator {
    static final String[] STAGES = {"weight commitments", "commitments", "lookups", "layers", "opening"};

    private KeyGenerator() {
    }

    /// @param weights logical values of every `WEIGHT` tensor by id
    /// @param seed    of the weights' blindings: with the model it rebuilds the same commitments
    /// @param entropy 32 fresh bytes from a secure source, never used before
    ///
    /// **Errors** `IllegalArgumentException` for weights that do not fit the circuit; `ProvingCancelled`.
    public static ProvingKey register(Circuit circuit, WitnessProgram program, Map<Integer, long[]> weights, byte[] seed,
            byte[] entropy, Workers workers, ProvingListener listener) {
        Stages stages = new Stages(listener, STAGES);
        stages.enter("weight commitments");
        ProvingKey key = KeyCommitment.commit(circuit, program, weights, seed, workers);
        if (key.verificationKey().registrationCircuit().isEmpty()) {
            return key;
        }
        Circuit registration = key.verificationKey().registrationCircuit().get();
        stages.enter("commitments");
        NodeValues values = new NodeValues(registration, workers);
        List<Tensor> own = circuit.tensors(TensorKind.WEIGHT);
        List<Tensor> registered = registration.tensors(TensorKind.WEIGHT);
        ProofSeed proofSeed = new ProofSeed(ProofSeed.Purpose.REGISTRATION, entropy, key.verificationKey().digest(), new byte[0]);
        proofSeed.weights(key.weightsDigest());
        for (int i = 0; i < registered.size(); i++) {
            values.set(registered.get(i).id(), IntegerTensor.of(key.weights().get(own.get(i).id()).cells()));
        }
        WitnessGenerator.countUses(values);
        ProofSession session = new ProofSession(values, ProofPlan.of(registration), key.verificationKey().generators(),
                proofSeed.randomness(), workers, stages);
        for (int i = 0; i < registered.size(); i++) {
            CommittedMatrix matrix = key.weights().get(own.get(i).id());
            session.committed(registered.get(i).id(), matrix);
        }
        session.commit(TensorKind.WITNESS);
        session.commit(TensorKind.MULTIPLICITY);
        Transcript transcript = new Transcript();
        Statement.absorbRegistration(transcript, key.verificationKey().digest());
        byte[] messages = session.messages(transcript, Map.of());
        return KeyCommitment.registered(key, List.of(messages));
    }
}
