package dev.proofmark.argument.budget;

/// Counts a verifier's work in operations of the field, before it is done. For one thread.
///
/// **Errors** `WorkExceeded` from the charge that would go beyond the limit; whatever the interruption throws.
public final class WorkBudget {
    /// What decoding a key may cost.
    public static final long DECODING = 3L << 24;
    /// What evaluating may cost in one verification.
    public static final long EVALUATION = 1L << 25;

    private static final long EVALUATION_FREE = 1L << 20;
    private static final int EVALUATION_PER_OPERATION = 3;
    private static final long CHECK_EVERY = 1L << 16;

    private final String purpose;
    private final long limit;
    private final Runnable interruption;
    private long spent;
    private long nextCheck = CHECK_EVERY;

    private WorkBudget(String purpose, long limit, Runnable interruption) {
        this.purpose = purpose;
        this.limit = limit;
        this.interruption = interruption;
    }

    /// For decoding one key.
    ///
    /// @param interruption is run from time to time; what it throws ends the work
    public static WorkBudget decoding(Runnable interruption) {
        return new WorkBudget("decoding this key", DECODING, interruption);
    }

    /// For what one verification evaluates.
    public static WorkBudget evaluation() {
        return new WorkBudget("evaluating what a verifier of this key knows", EVALUATION, () -> {});
    }

    /// For a verification whose work was counted when its key was decoded.
    public static WorkBudget counted(Runnable interruption) {
        return new WorkBudget("verifying", Long.MAX_VALUE, interruption);
    }

    /// What may be evaluated for a proof whose messages, points and generators cost `paid`.
    public static long allowance(long paid) {
        return Math.min(EVALUATION, EVALUATION_FREE + EVALUATION_PER_OPERATION * paid);
    }

    /// Charges `times` of a kind of work that is about to be done.
    public void charge(Work work, long times) {
        spent = Math.addExact(spent, Math.multiplyExact(work.operations(), times));
        if (spent > limit) {
            throw new WorkExceeded(purpose, limit, spent);
        }
        if (spent >= nextCheck) {
            nextCheck = spent + CHECK_EVERY;
            interruption.run();
        }
    }

    public long spent() {
        return spent;
    }
}
