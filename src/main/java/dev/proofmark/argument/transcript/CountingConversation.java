package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;
import java.util.function.Supplier;

/// The planner's side: no values, only the number of messages of each kind.
public final class CountingConversation extends Conversation {
    private final Transcript transcript = new Transcript();
    private int messages;

    /// All messages of 32 bytes so far.
    public int messages() {
        return messages;
    }

    @Override
    protected Transcript transcript() {
        return transcript;
    }

    @Override
    protected Fr nextHidden(Supplier<Fr> value, int pad) {
        return count();
    }

    @Override
    protected Fr nextFinalHidden(Supplier<Fr> value, int pad) {
        return count();
    }

    @Override
    protected Fr nextScalar(Supplier<Fr> value) {
        return count();
    }

    @Override
    protected G1 nextPoint(Supplier<G1> value) {
        messages++;
        return G1.of(Fp.of(1), Fp.of(2));
    }

    private Fr count() {
        messages++;
        return Fr.ZERO;
    }
}
