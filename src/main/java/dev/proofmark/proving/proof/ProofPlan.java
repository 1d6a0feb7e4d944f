package dev.proofmark.proving.proof;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.budget.WorkExceeded;
import dev.proofmark.argument.commitment.Opening;
import dev.proofmark.argument.commitment.OpeningMessages;
import dev.proofmark.argument.transcript.CountingConversation;
import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.util.Map;

/// How many messages of each kind a proof over a circuit has: a function of the circuit alone, so a proof of any other
/// length is refused before any arithmetic.
///
/// @param perProofRows committed rows of witness and multiplicity tensors
/// @param pads         hidden messages
/// @param finalPads    hidden messages of the opening
/// @param messages     messages of 32 bytes behind the statement, commitments included
/// @param evaluation   what a verifier does beside reading them and the last sum, in operations
/// @param paid         what reading them and the last sum take, in operations
public record ProofPlan(int perProofRows, int pads, int finalPads, int messages, long evaluation, long paid) {
    /// **Errors** `MalformedMessage`, `WorkExceeded` if a proof over the circuit would be more than a verifier reads or does.
    public static ProofPlan of(Circuit circuit) {
        CountingConversation c = new CountingConversation();
        ProofWalk.Result result = ProofWalk.run(c, circuit, Map.of(), WalkMessages.NONE, ProofWalk.StageListener.NONE);
        G1[] product = {G1.GENERATOR, G1.GENERATOR, G1.GENERATOR};
        Opening.run(c, circuit.columnBits(), c.padsUsed(), result.claims(), result.product(), product, OpeningMessages.NONE);
        int rows = 0;
        for (TensorKind kind : new TensorKind[] {TensorKind.WITNESS, TensorKind.MULTIPLICITY}) {
            for (Tensor t : circuit.tensors(kind)) {
                rows += circuit.layout(t).sentRows().length;
            }
        }
        int padRows = (c.padsUsed() + circuit.columns() - 1) / circuit.columns();
        int points = rows + padRows + 1 + product.length;
        int messages = points + c.messages();
        ProofPlan plan = new ProofPlan(rows, c.padsUsed(), c.finalPadsUsed(), messages, c.evaluation(),
                paid(circuit, messages, points + c.points()));
        if (plan.messages() > CountingConversation.MAX_MESSAGES) {
            throw new MalformedMessage("a proof over this circuit would need " + plan.messages() + " messages, at most "
                    + CountingConversation.MAX_MESSAGES);
        }
        if (plan.evaluation() > WorkBudget.allowance(plan.paid())) {
            throw new WorkExceeded("evaluating, beside " + plan.paid() + " operations for a proof's messages and points,",
                    WorkBudget.allowance(plan.paid()), plan.evaluation());
        }
        return plan;
    }

    private static long paid(Circuit circuit, long messages, long points) {
        long summed = points + circuit.columns();
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            summed += circuit.layout(t).sentRows().length;
        }
        return (messages - points) * Work.SCALAR.operations() + points * Work.POINT.operations()
                + summed * Work.SUMMED_POINT.operations();
    }

    public int padRows(Circuit circuit) {
        return (pads + circuit.columns() - 1) / circuit.columns();
    }

    /// Generators that the circuit's commitments need.
    public int generators(Circuit circuit) {
        return Math.max(circuit.columns(), finalPads);
    }
}
