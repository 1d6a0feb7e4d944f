package dev.proofmark.proving.cost;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Transcript;
import java.util.function.Supplier;

/// A prover's side of the walk that computes nothing: every hidden message is asked for, so that whoever answers can count
/// what it takes, and nothing is hashed.
///
/// **Requires** a circuit that a plan was made of: that bounds its messages and what is evaluated.
final class WorkConversation extends Conversation {
    private final Transcript transcript = new Transcript();
    private final WorkTally work;

    WorkConversation(WorkTally work) {
        this.work = work;
    }

    @Override
    protected Transcript transcript() {
        return transcript;
    }

    @Override
    public boolean evaluates() {
        return false;
    }

    @Override
    public void charge(Work kind, long times) {
        switch (kind) {
            case CELL -> work.add(Operation.PUBLIC_CELL, times);
            case ENTRY, INDEX -> work.add(Operation.MATRIX_ENTRY, times);
            case BYTE, PART, OPERAND, ROW, POINT, SCALAR, SUMMED_POINT, BLOCK, CLAIM, COORDINATE, COMBINE, SUMMAND, VIEW, INSTANCE,
                    OPENED, OPENED_ROW, COLUMN_CELL -> {
                // counted where the prover's messages are
            }
        }
    }

    @Override
    protected Fr nextHidden(Supplier<Fr> value, int pad) {
        work.add(Operation.MESSAGE, 1);
        return value.get();
    }

    @Override
    protected Fr nextFinalHidden(Supplier<Fr> value, int pad) {
        work.add(Operation.MESSAGE, 1);
        return value.get();
    }

    @Override
    protected Fr nextScalar(Supplier<Fr> value) {
        work.add(Operation.MESSAGE, 1);
        return Fr.ZERO;
    }

    @Override
    protected G1 nextPoint(Supplier<G1> value) {
        work.add(Operation.MESSAGE, 1);
        return G1.GENERATOR;
    }
}
