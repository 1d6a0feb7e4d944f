package dev.proofmark.proving.verifier;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.WorkBudget;
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
import java.util.Arrays;
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
    private Predicate<EquationSum> group;

    ProofCheck(VerificationKey key, Circuit circuit, ProofPlan plan) {
        this.key = key;
        this.circuit = circuit;
        this.plan = plan;
        this.group = EquationSum::isIdentity;
    }

    /// @param group decides on the proof's group equations
    /// @return null if the proof holds. The messages' number was checked.
    static Rejected inference(VerificationKey key, Statement statement, byte[] proof, int from, Predicate<EquationSum> group,
            WorkBudget budget) {
        ProofCheck check = new ProofCheck(key, key.circuit(), key.plan());
        check.group = group;
        check.keyRows();
        Transcript transcript = new Transcript();
        return check.inference(statement, transcript, new ReadingConversation(transcript, proof, from, budget));
    }

    static Rejected registration(VerificationKey key, Circuit circuit, ProofPlan plan, Map<Integer, G1[]> weightRows, byte[] messages,
            WorkBudget budget) {
        ProofCheck check = new ProofCheck(key, circuit, plan);
        check.group = sum -> sum.isIdentity(budget);
        check.rows.putAll(weightRows);
        Transcript transcript = new Transcript();
        Statement.absorbRegistration(transcript, key.digest());
        return check.verdict(new ReadingConversation(transcript, messages, 0, budget), Map.of());
    }

    /// Takes the rows that are in the key.
    final void keyRows() {
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            rows.put(t.id(), key.rows(t.id()));
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
            return new Rejected(Rejection.MALFORMED, "the proof does not have the messages that the key calls for");
        }
        if (!checks.scalarEquationHolds()) {
            return new Rejected(Rejection.OPENING_SCALAR);
        }
        return group.test(groupEquations(checks)) ? null
                : new Rejected(Rejection.OPENING_GROUP);
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
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        circuit.tensors(kind).forEach(t -> counts.put(t.id(), circuit.layout(t).sentRows().length));
        G1[] all = c.points(label, counts.values().stream().mapToInt(Integer::intValue).sum());
        int next = 0;
        for (Tensor t : circuit.tensors(kind)) {
            rows.put(t.id(), Arrays.copyOfRange(all, next, next + counts.get(t.id())));
            next += counts.get(t.id());
        }
    }

    private void addRows(int tensor, Fr[] weights, EquationSum sum) {
        if (circuit.tensor(tensor).kind() == TensorKind.TABLE) {
            sum.addRows(circuit.tensor(tensor).values(), circuit.columns(), weights);
            return;
        }
        G1[] commitments = rows.get(tensor);
        int[] sent = circuit.layout(circuit.tensor(tensor)).sentRows();
        for (int i = 0; i < sent.length; i++) {
            Fr weight = weights[sent[i]];
            sum.add(commitments[i], weight);
        }
    }
}
