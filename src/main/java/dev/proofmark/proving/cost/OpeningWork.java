package dev.proofmark.proving.cost;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.commitment.OpeningChecks;
import dev.proofmark.argument.commitment.OpeningMessages;
import dev.proofmark.argument.commitment.OpeningProblem;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;

/// The opening of a prover who only counts: rows of claimed matrices are merged, the merged vectors folded round by round.
final class OpeningWork implements OpeningMessages {
    private static final Fr[] COEFFICIENTS = {Fr.ZERO, Fr.ZERO};

    private final Circuit circuit;
    private final WorkTally work;

    OpeningWork(Circuit circuit, WorkTally work) {
        this.circuit = circuit;
        this.work = work;
    }

    @Override
    public void start(OpeningProblem problem) {
        work.add(Operation.MERGED_CELL, (long) circuit.columns() << problem.vectorBits);
        for (OpeningProblem.Group group : problem.groups) {
            for (OpeningProblem.Part part : group.parts()) {
                Tensor tensor = circuit.tensor(part.matrix());
                work.add(Operation.OPENED_CELL, tensor.shape().paddedSize());
                work.add(Operation.OPENED_ROW, circuit.layout(tensor).rows());
            }
        }
    }

    @Override
    public Fr[] round() {
        return COEFFICIENTS;
    }

    @Override
    public void bind(Fr r) {
    }

    @Override
    public void mask(OpeningChecks.Weights weights, AffineForm claim, int finalPads) {
    }

    @Override
    public OpeningChecks.First first() {
        throw new IllegalStateException("this side computes no messages");
    }

    @Override
    public void respond(Fr e) {
    }

    @Override
    public OpeningChecks.Responses responses() {
        throw new IllegalStateException("this side computes no messages");
    }
}
