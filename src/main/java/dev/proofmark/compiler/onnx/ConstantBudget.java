package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.ProblemCode;

/// Bounds the memory of all constants and the work of folding them, for one import.
final class ConstantBudget {

    private final ImportLimits limits;
    private long elements;
    private long work;

    ConstantBudget(ImportLimits limits) {
        this.limits = limits;
    }

    /// To be called before the elements are allocated.
    void take(long count) {
        elements += count;
        if (elements > limits.constantElements()) {
            throw new NodeRejection(
                    ProblemCode.LIMIT_EXCEEDED,
                    "The constants of this model are too large together.",
                    "at most " + limits.constantElements() + " elements",
                    "at least " + elements);
        }
    }

    /// To be called before the multiplications are done.
    void spend(long multiplications) {
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
