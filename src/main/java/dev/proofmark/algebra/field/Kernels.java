package dev.proofmark.algebra.field;

/// Which block kernels are in use. All compute equal elements, so the choice may change at any time.
///
/// Vector kernels are slow until the optimising compiler has seen them: until then every vector is an object, at a
/// thousand times the cost, and where that compiler is missing it stays so. So work begins on the plain kernels, a
/// daemon thread exercises the vector ones on its own data, and they take over once each has been seen to be faster.
/// Where the processor has no fused multiply-add, `Math.fma` is exact but emulated, and the scalar kernels are used.
///
/// This is the only place in the arithmetic that looks at a clock; no result depends on it.
final class Kernels {

    static final boolean VECTOR_MODULE = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /// Nanoseconds that a hardware instruction stays far below and the emulation far above.
    private static final double EMULATED_NANOS = 500;

    private static volatile BlockKernels current = first(fusedNanos());

    private static final Thread TRIAL = VECTOR_MODULE && current instanceof PlainKernels ? start() : null;

    private Kernels() {
    }

    /// A dispatcher to whatever is in use at each call.
    static BlockKernels chosen() {
        return new CurrentKernels();
    }

    static BlockKernels current() {
        return current;
    }

    static BlockKernels first(double fusedNanos) {
        return fusedNanos > EMULATED_NANOS ? new ScalarKernels() : new PlainKernels();
    }

    /// A method of its own: its class is linked only when it is called.
    static BlockKernels vector() {
        return new VectorKernels();
    }

    /// Waits until the trial of the vector kernels is over and returns what is in use from then on.
    static BlockKernels settled() throws InterruptedException {
        if (TRIAL != null) {
            TRIAL.join();
        }
        return current;
    }

    private static Thread start() {
        Thread thread = new Thread(Kernels::tryVector, "proofmark-kernel-trial");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void tryVector() {
        BlockKernels vector = vector();
        try {
            if (new KernelTrial(current, vector).candidateIsFaster()) {
                current = vector;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The best of a few short measurements, so that a busy machine does not look slow.
    private static double fusedNanos() {
        double best = Double.MAX_VALUE;
        double x = 1;
        for (int attempt = 0; attempt < 20; attempt++) {
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                x = Math.fma(x, 0x1.8p-1, 0x1.3p-52);
            }
            best = Math.min(best, (System.nanoTime() - start) / 50.0);
        }
        return x < 1 ? best : 0;
    }
}
