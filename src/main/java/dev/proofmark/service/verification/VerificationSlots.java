package dev.proofmark.service.verification;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Lets a bounded number of verifications run at a time, each until its deadline. Key and proof are read inside, so their
/// memory is bounded too.
@Component
class VerificationSlots {
    private final VerificationLimits limits;
    private final LongSupplier nanoTime;
    private final Semaphore free;

    @Autowired
    VerificationSlots(VerificationLimits limits) {
        this(limits, System::nanoTime);
    }

    VerificationSlots(VerificationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.free = new Semaphore(limits.parallel());
    }

    /// Runs the work, handing it the check that ends it: to be run from time to time.
    ///
    /// **Errors**: `unavailable` where no slot is free, and from the check after the deadline or where the thread is interrupted.
    <T> T run(Function<Runnable, T> work) {
        if (!free.tryAcquire()) {
            throw ProblemException.of(ProblemCode.UNAVAILABLE, "this node verifies as many proofs as it may",
                    "at most " + limits.parallel() + " at a time", "one more");
        }
        try {
            long start = nanoTime.getAsLong();
            return work.apply(() -> check(start));
        } finally {
            free.release();
        }
    }

    private void check(long start) {
        if (nanoTime.getAsLong() - start > limits.deadline().toNanos() || Thread.currentThread().isInterrupted()) {
            throw ProblemException.of(ProblemCode.UNAVAILABLE, "the verification was not done in time",
                    "at most " + limits.deadline().toMillis() + " ms", "more");
        }
    }
}
