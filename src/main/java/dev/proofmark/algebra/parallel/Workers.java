package dev.proofmark.algebra.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// A bounded set of threads for data-parallel loops. The calling thread always takes part, so
/// `threads` counts it too and one thread means plain sequential execution.
///
/// **Requires** that tasks do not themselves call into the same instance (no nesting).
/// **Errors** a task's exception is rethrown to the caller after all tasks of the call have ended.
public final class Workers implements AutoCloseable {
    private static final AtomicInteger IDS = new AtomicInteger();

    private final int threads;
    private final ExecutorService pool;

    private Workers(int threads) {
        this.threads = threads;
        this.pool = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, runnable -> {
            Thread thread = new Thread(runnable, "proofmark-worker-" + IDS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        return new Workers(threads);
    }

    /// One thread, no pool: nothing to close.
    public static Workers sequential() {
        return new Workers(1);
    }

    public int threads() {
        return threads;
    }

    /// Runs `task` over `[0, n)` in pieces whose bounds are multiples of `grain` (the last may be shorter).
    public void forRange(int n, int grain, RangeTask task) {
        if (n <= 0) {
            return;
        }
        int pieces = (n + grain - 1) / grain;
        if (threads == 1 || pieces == 1) {
            task.run(0, n);
            return;
        }
        int share = Math.max(1, pieces / (threads * 4));
        AtomicInteger next = new AtomicInteger();
        onAll(() -> {
            while (true) {
                int first = next.getAndAdd(share);
                if (first >= pieces) {
                    return null;
                }
                int last = Math.min(pieces, first + share);
                task.run(first * grain, (int) Math.min(n, (long) last * grain));
            }
        });
    }

    /// Runs every task once, in any order, and returns when all have ended.
    public void invokeAll(List<? extends Runnable> tasks) {
        if (threads == 1 || tasks.size() <= 1) {
            tasks.forEach(Runnable::run);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        onAll(() -> {
            for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                tasks.get(i).run();
            }
            return null;
        });
    }

    private void onAll(Callable<Void> body) {
        List<Future<Void>> others = new ArrayList<>(threads - 1);
        for (int i = 1; i < threads; i++) {
            others.add(pool.submit(body));
        }
        Throwable failure = null;
        try {
            body.call();
        } catch (Throwable t) {
            failure = t;
        }
        for (Future<Void> other : others) {
            failure = outcome(other, failure);
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private static Throwable outcome(Future<Void> other, Throwable failure) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return failure;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return failure == null ? e.getCause() : failure;
                } catch (CancellationException e) {
                    return failure == null ? e : failure;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
