package dev.proofmark.service.http;

/// Heap that one piece of work has taken of a budget.
public interface MemoryShare {
    /// For work whose memory is counted elsewhere.
    MemoryShare UNCOUNTED = new MemoryShare() {
        @Override
        public void take(long bytes) {}

        @Override
        public void giveBack(long bytes) {}
    };

    /// Takes more, before it is allocated.
    ///
    /// **Errors** `unavailable` while others hold what is left; `too-large` where the budget could never give it.
    void take(long bytes);

    /// Gives a part back before the work ends.
    void giveBack(long bytes);
}
