package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import java.util.function.Supplier;

/// The planner's side: no values, only the number of messages of each kind.
///
/// **Errors** `MalformedMessage` beyond 2^20 messages: claims on an expression that is used many times multiply, and a
/// hostile circuit could make them grow exponentially.
public final class CountingConversation extends Conversation {
    private final Transcript transcript = new Transcript();
    private static final int MAX_MESSAGES = 1 << 20;

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
        count();
        return G1.GENERATOR;
    }

    private Fr count() {
        messages++;
        if (messages > MAX_MESSAGES) {
            throw new MalformedMessage("a proof over this circuit would need more than " + MAX_MESSAGES + " messages");
        }
        return Fr.ZERO;
    }
}
