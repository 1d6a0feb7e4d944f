package dev.proofmark.compiler.onnx.file;

import dev.proofmark.compiler.ProblemCode;

/// Bounds the memory of all constants and the work of folding them, for one import.
///
/// What operators make is bounded by what the files hold: a few bytes must not become gigabytes.
public final class ConstantBudget {

    private static final long MADE_PER_READ = 6;

    private final ImportLimits limits;
    private long read;
    private long made;
    private long work;

    public ConstantBudget(ImportLimits limits) {
        this.limits = limits;
    }

    /// Elements that the files hold; to be called before they are allocated.
    void read(long count) {
        read += count;
        require(read, limits.constantElements(), "read from its files");
    }

    /// Elements that operators make of others; to be called before they are allocated.
    public void make(long count) {
        made += count;
        require(made, Math.min(limits.constantElements(), limits.madeElements() + MADE_PER_READ * read), "made by its operators");
    }

    private static void require(long actual, long limit, String origin) {
        if (actual > limit) {
            throw new NodeRejection(
                    ProblemCode.LIMIT_EXCEEDED,
                    "The constants of this model, " + origin + ", are too large together.",
                    "at most " + limit + " elements",
                    "at least " + actual);
        }
    }

    /// To be called before the multiplications are done.
    public void spend(long multiplications) {
        work += multiplications;
        if (work > limits.foldingWork()) {
            throw new NodeRejection(
                    ProblemCode.LIMIT_EXCEEDED,
                    "Folding the constants of this model is too much work.",
                    "at most " + limits.foldingWork() + " multiplications",
                    "at least " + work);
        }
    }
}
