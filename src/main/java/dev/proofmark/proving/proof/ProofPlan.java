package dev.proofmark.proving.proof;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.argument.commitment.Opening;
import dev.proofmark.argument.commitment.OpeningMessages;
import dev.proofmark.argument.transcript.CountingConversation;
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
public record ProofPlan(int perProofRows, int pads, int finalPads, int messages) {
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
        return new ProofPlan(rows, c.padsUsed(), c.finalPadsUsed(), rows + padRows + 1 + product.length + c.messages());
    }

    public int padRows(Circuit circuit) {
        return (pads + circuit.columns() - 1) / circuit.columns();
    }

    /// Generators that the circuit's commitments need.
    public int generators(Circuit circuit) {
        return Math.max(circuit.columns(), finalPads);
    }
}
