package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import java.util.function.Supplier;

/// The planner's side: no values, only the number of messages of each kind.
///
/// **Errors** `MalformedMessage` beyond 2^20 messages or 2^16 hidden ones, `WorkExceeded` beyond what a verifier evaluates: claims
/// on an expression that is used many times multiply, and a hostile circuit could make them grow exponentially.
public final class CountingConversation extends Conversation {
    private final Transcript transcript = new Transcript();
    public static final int MAX_MESSAGES = 1 << 20;
    private static final int MAX_HIDDEN = 1 << 16;

    private final WorkBudget budget = WorkBudget.evaluation();
    private int messages;
    private int points;

    /// All messages of 32 bytes so far.
    public int messages() {
        return messages;
    }

    /// How many of the messages are points.
    public int points() {
        return points;
    }

    /// Operations of evaluating so far.
    public long evaluation() {
        return budget.spent();
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
    public void charge(Work work, long times) {
        budget.charge(work, times);
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
        points++;
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
