package dev.proofmark.proving.verifier;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.argument.commitment.EquationSum;
import dev.proofmark.argument.commitment.Opening;
import dev.proofmark.argument.commitment.OpeningChecks;
import dev.proofmark.argument.commitment.OpeningMessages;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.ProofWalk;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.proof.WalkMessages;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Checks the messages of one proof over one circuit.
class ProofCheck {
    private final VerificationKey key;
    private final Circuit circuit;
    private final ProofPlan plan;
    private final Map<Integer, G1[]> rows = new LinkedHashMap<>();
    private G1[] padRows;
    private G1 finalPads;
    private Predicate<EquationSum> group = EquationSum::isIdentity;

    ProofCheck(VerificationKey key, Circuit circuit, ProofPlan plan) {
        this.key = key;
        this.circuit = circuit;
        this.plan = plan;
    }

    /// @param group decides on the proof's group equations
    /// @return null if the proof holds. The messages' number was checked.
    static Rejected inference(VerificationKey key, Statement statement, byte[] proof, int from, Predicate<EquationSum> group) {
        ProofCheck check = new ProofCheck(key, key.circuit(), key.plan());
        check.group = group;
        check.keyRows();
        Transcript transcript = new Transcript();
        return check.inference(statement, transcript, new ReadingConversation(transcript, proof, from));
    }

    static Rejected registration(VerificationKey key, Circuit circuit, ProofPlan plan, Map<Integer, G1[]> weightRows, byte[] messages) {
        ProofCheck check = new ProofCheck(key, circuit, plan);
        check.rows.putAll(weightRows);
        Transcript transcript = new Transcript();
        Statement.absorbRegistration(transcript, key.digest());
        return check.verdict(new ReadingConversation(transcript, messages, 0), Map.of());
    }

    /// Takes the rows that the key commits to.
    final void keyRows() {
        for (TensorKind kind : new TensorKind[] {TensorKind.WEIGHT, TensorKind.TABLE}) {
            for (Tensor t : circuit.tensors(kind)) {
                rows.put(t.id(), key.rows(t.id()));
            }
        }
    }

    final Rejected inference(Statement statement, Transcript transcript, ReadingConversation c) {
        open(statement, transcript);
        return verdict(c, statement.publics());
    }

    final void open(Statement statement, Transcript transcript) {
        rows.putAll(statement.inputRows());
        statement.absorb(transcript, circuit);
    }

    final Rejected verdict(ReadingConversation c, Map<Integer, long[]> publics) {
        OpeningChecks checks = converse(c, publics);
        if (!c.atEnd()) {
            return new Rejected("malformed", "the proof does not have the messages that the key calls for");
        }
        if (!checks.scalarEquationHolds()) {
            return new Rejected("opening-scalar", "the opening's scalar equation does not hold");
        }
        return group.test(groupEquations(checks)) ? null
                : new Rejected("opening-group", "the opening's group equations do not hold");
    }

    /// Reads the whole conversation; what is left to be checked is in the result and the rows.
    final OpeningChecks converse(ReadingConversation c, Map<Integer, long[]> publics) {
        readRows(c, TensorKind.WITNESS, Label.WITNESS_ROW);
        readRows(c, TensorKind.MULTIPLICITY, Label.MULTIPLICITY_ROW);
        padRows = c.points(Label.PAD_ROW, plan.padRows(circuit));
        finalPads = c.points(Label.FINAL_PAD_ROW, 1)[0];
        ProofWalk.Result walked = walk(c, publics);
        G1[] product = c.points(Label.PRODUCT_COMMITMENT, 3);
        return Opening.run(c, circuit.columnBits(), plan.pads(), walked.claims(), walked.product(), product, OpeningMessages.NONE);
    }

    final EquationSum groupEquations(OpeningChecks checks) {
        EquationSum sum = new EquationSum(key.generators());
        checks.groupEquations(sum, this::addRows, padRows, finalPads);
        return sum;
    }

    ProofWalk.Result walk(ReadingConversation c, Map<Integer, long[]> publics) {
        return ProofWalk.run(c, circuit, publics, WalkMessages.NONE, ProofWalk.StageListener.NONE);
    }

    private void readRows(ReadingConversation c, TensorKind kind, Label label) {
        for (Tensor t : circuit.tensors(kind)) {
            rows.put(t.id(), c.points(label, circuit.layout(t).sentRows().length));
        }
    }

    private void addRows(int tensor, FrArray weights, EquationSum sum) {
        G1[] commitments = rows.get(tensor);
        int[] sent = circuit.layout(circuit.tensor(tensor)).sentRows();
        for (int i = 0; i < sent.length; i++) {
            Fr weight = weights.get(sent[i]);
            sum.add(commitments[i], weight);
        }
    }
}
