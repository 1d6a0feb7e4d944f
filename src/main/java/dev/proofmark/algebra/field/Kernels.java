package dev.proofmark.algebra.field;

/// Chooses the block kernels once, at start-up.
final class Kernels {

    static final boolean VECTOR_MODULE = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    static final BlockKernels CHOSEN = VECTOR_MODULE ? vector() : new PlainKernels();

    private Kernels() {
    }

    /// A method of its own: its class is linked only when it is called.
    static BlockKernels vector() {
        return new VectorKernels();
    }
}
