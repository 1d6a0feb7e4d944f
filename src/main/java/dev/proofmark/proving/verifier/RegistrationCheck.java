package dev.proofmark.proving.verifier;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks a key's registration proofs: every weight in its declared range, zero in the padding.
final class RegistrationCheck {
    private RegistrationCheck() {
    }

    /// @return null if the key is registered
    static Rejected problem(VerificationKey key, WorkBudget budget) {
        if (key.registration().isEmpty()) {
            return key.registrations().isEmpty() ? null
                    : new Rejected(Rejection.REGISTRATION,
                            "the key has no weights but " + key.registrations().size() + " registration proofs");
        }
        if (key.registrations().size() != 1) {
            return new Rejected(Rejection.REGISTRATION, "expected 1 registration proof, got " + key.registrations().size());
        }
        Circuit circuit = key.registration().get().circuit();
        ProofPlan plan = key.registration().get().plan();
        byte[] messages = key.registrations().getFirst();
        if (messages.length != 32L * plan.messages()) {
            return new Rejected(Rejection.REGISTRATION,
                    "expected a registration proof of " + 32L * plan.messages() + " bytes, got " + messages.length);
        }
        List<Tensor> weights = key.circuit().tensors(TensorKind.WEIGHT);
        List<Tensor> registered = circuit.tensors(TensorKind.WEIGHT);
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        for (int i = 0; i < registered.size(); i++) {
            rows.put(registered.get(i).id(), key.rows(weights.get(i).id()));
        }
        try {
            Rejected failure = ProofCheck.registration(key, circuit, plan, rows, messages, budget);
            return failure == null ? null
                    : new Rejected(Rejection.REGISTRATION, "the registration proof does not hold: " + failure.reason());
        } catch (MalformedMessage e) {
            return new Rejected(Rejection.REGISTRATION, "the registration proof is malformed: " + e.getMessage());
        }
    }
}
