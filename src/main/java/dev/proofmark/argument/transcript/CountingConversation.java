package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import java.util.function.Supplier;

/// The planner's side: no values, only the number of messages of each kind.
///
/// **Errors** `MalformedMessage` beyond 2^20 messages, 2^15 hidden ones or 2^26 operations on public values: claims on
/// an expression that is used many times multiply, and a hostile circuit could make them grow exponentially.
public final class CountingConversation extends Conversation {
    private final Transcript transcript = new Transcript();
    private static final int MAX_MESSAGES = 1 << 20;
    private static final int MAX_HIDDEN = 1 << 15;
    private static final long MAX_WORK = 1 << 26;

    private int messages;
    private long work;

    /// All messages of 32 bytes so far.
    public int messages() {
        return messages;
    }

    @Override
    protected Transcript transcript() {
        return transcript;
    }

    @Override
    public boolean evaluates(long cost) {
        work += cost;
        if (work > MAX_WORK) {
            throw new MalformedMessage("a verifier of this circuit would need more than " + MAX_WORK + " operations on public values");
        }
        return false;
    }

    @Override
    protected Fr nextHidden(Supplier<Fr> value, int pad) {
        if (pad >= MAX_HIDDEN) {
            throw new MalformedMessage("a proof over this circuit would need more than " + MAX_HIDDEN + " hidden messages");
        }
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
