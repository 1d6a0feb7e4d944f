package dev.proofmark.proving.prover;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.Opening;
import dev.proofmark.argument.commitment.RowCommitter;
import dev.proofmark.argument.commitment.prover.CommittedMatrix;
import dev.proofmark.argument.commitment.prover.HidingRandomness;
import dev.proofmark.argument.commitment.prover.OpeningProver;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CommitmentLayout;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.ProofWalk;
import dev.proofmark.proving.witness.NodeValues;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The making of one proof over one circuit, from committed values to messages. Used for inferences and for registrations.
class ProofSession {
    private final Circuit circuit;
    private final ProofPlan plan;
    private final NodeValues values;
    private final HidingRandomness randomness;
    private final RowCommitter rows;
    private final RowCommitter finalRow;
    private final Workers workers;
    private final Stages stages;
    private final Map<Integer, CommittedMatrix> matrices = new LinkedHashMap<>();
    private final Map<Integer, G1[]> commitments = new LinkedHashMap<>();

    ProofSession(NodeValues values, ProofPlan plan, Generators generators, HidingRandomness randomness, Workers workers, Stages stages) {
        this.circuit = values.circuit();
        this.plan = plan;
        this.values = values;
        this.randomness = randomness;
        this.rows = new RowCommitter(generators, circuit.columns(), workers);
        this.finalRow = new RowCommitter(generators, plan.finalPads(), workers);
        this.workers = workers;
        this.stages = stages;
        for (Tensor t : circuit.tensors(TensorKind.TABLE)) {
            Fr[] none = new Fr[circuit.layout(t).rows()];
            Arrays.fill(none, Fr.ZERO);
            matrices.put(t.id(), new CommittedMatrix(values.get(t.id()).ints(), none));
        }
    }

    /// Takes over a tensor that was committed before this proof.
    void committed(int tensor, CommittedMatrix matrix) {
        matrices.put(tensor, matrix);
    }

    /// Commits to all tensors of a kind in one long batch; returns their rows by tensor.
    Map<Integer, G1[]> commit(TensorKind kind) {
        List<Tensor> tensors = circuit.tensors(kind);
        int total = tensors.stream().mapToInt(t -> circuit.layout(t).sentRows().length).sum();
        int columns = circuit.columns();
        Fr[] blindings = randomness.draw("rows/" + kind, total);
        int[] cells = new int[Math.multiplyExact(total, columns)];
        int at = 0;
        for (Tensor t : tensors) {
            CommitmentLayout layout = circuit.layout(t);
            int[] padded = values.get(t.id()).ints();
            Fr[] all = new Fr[layout.rows()];
            Arrays.fill(all, Fr.ZERO);
            for (int row : layout.sentRows()) {
                System.arraycopy(padded, row * columns, cells, at * columns, Math.min(columns, padded.length - row * columns));
                all[row] = blindings[at++];
            }
            matrices.put(t.id(), new CommittedMatrix(padded, all));
        }
        G1[] points = rows.commit(cells, blindings);
        Map<Integer, G1[]> byTensor = new LinkedHashMap<>();
        at = 0;
        for (Tensor t : tensors) {
            int count = circuit.layout(t).sentRows().length;
            byTensor.put(t.id(), Arrays.copyOfRange(points, at, at + count));
            at += count;
        }
        commitments.putAll(byTensor);
        return byTensor;
    }

    /// Blindings of a tensor's sent rows.
    Fr[] sentBlindings(Tensor t) {
        Fr[] all = matrices.get(t.id()).blindings();
        return Arrays.stream(circuit.layout(t).sentRows()).mapToObj(row -> all[row]).toArray(Fr[]::new);
    }

    /// The proof's messages, behind a transcript that has absorbed the statement. Witness and multiplicity rows must have
    /// been committed.
    byte[] messages(Transcript transcript, Map<Integer, long[]> publics) {
        WritingConversation c = new WritingConversation(transcript);
        send(c, TensorKind.WITNESS, Label.WITNESS_ROW);
        send(c, TensorKind.MULTIPLICITY, Label.MULTIPLICITY_ROW);
        int padRows = plan.padRows(circuit);
        Fr[] pads = randomness.draw("pads", padRows * circuit.columns());
        Fr[] padBlindings = randomness.draw("pad-blindings", padRows);
        Fr[] finalPads = randomness.draw("final-pads", plan.finalPads());
        Fr finalBlinding = randomness.draw("final-pad-blinding", 1)[0];
        G1[] padPoints = rows.commit(dev.proofmark.algebra.field.FrArray.of(pads), padBlindings);
        for (G1 point : padPoints) {
            c.point(Label.PAD_ROW, () -> point);
        }
        c.point(Label.FINAL_PAD_ROW, () -> finalRow.commit(finalPads, finalBlinding));
        c.usePads(pads, finalPads);
        ProofWalk.Result walked = walk(c, publics);
        stages.enter("opening");
        OpeningProver.Committed[] product = product(c, walked);
        G1[] productPoints = new G1[3];
        for (int i = 0; i < 3; i++) {
            OpeningProver.Committed committed = product[i];
            productPoints[i] = c.point(Label.PRODUCT_COMMITMENT, () -> committed.commitment());
        }
        Opening.run(c, circuit.columnBits(), plan.pads(), walked.claims(), walked.product(), productPoints,
                new OpeningProver(matrices::get, pads, padBlindings, finalPads, finalBlinding, product, rows, finalRow, randomness));
        if (c.padsUsed() != plan.pads() || c.finalPadsUsed() != plan.finalPads()) {
            throw new IllegalStateException("used " + c.padsUsed() + "+" + c.finalPadsUsed() + " pads, planned "
                    + plan.pads() + "+" + plan.finalPads());
        }
        return c.messages();
    }

    ProofWalk.Result walk(WritingConversation c, Map<Integer, long[]> publics) {
        return ProofWalk.run(c, circuit, publics, new CircuitProver(values, c, workers), stages);
    }

    private void send(WritingConversation c, TensorKind kind, Label label) {
        for (Tensor t : circuit.tensors(kind)) {
            for (G1 point : commitments.get(t.id())) {
                c.point(label, () -> point);
            }
        }
    }

    private OpeningProver.Committed[] product(WritingConversation c, ProofWalk.Result walked) {
        Fr a = c.reveal(walked.product().a());
        Fr b = c.reveal(walked.product().b());
        Fr d = c.reveal(walked.product().d());
        Fr[] blindings = randomness.draw("product-blindings", 3);
        Fr[] factors = {a, b, d};
        OpeningProver.Committed[] product = new OpeningProver.Committed[3];
        for (int i = 0; i < 3; i++) {
            product[i] = new OpeningProver.Committed(factors[i], blindings[i], rows.commit(new Fr[] {factors[i]}, blindings[i]));
        }
        return product;
    }
}
