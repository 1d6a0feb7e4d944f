package dev.proofmark.algebra.field;

/// Chooses the block kernels once, at start-up: the scalar ones where the processor has no fused multiply-add, else those
/// on the Vector API where its module is present, else the plain loops. All compute equal elements.
final class Kernels {

    static final boolean VECTOR_MODULE = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /// Nanoseconds that a hardware instruction stays far below and the emulation of [Math#fma] far above.
    private static final double EMULATED_NANOS = 500;

    static final BlockKernels CHOSEN = choose(fusedNanos());

    private Kernels() {
    }

    static BlockKernels choose(double fusedNanos) {
        if (fusedNanos > EMULATED_NANOS) {
            return new ScalarKernels();
        }
        return VECTOR_MODULE ? vector() : new PlainKernels();
    }

    /// A method of its own: its class is linked only when it is called.
    static BlockKernels vector() {
        return new VectorKernels();
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
