package dev.proofmark.compiler.graph;

import java.util.List;

/// How much an operator costs to evaluate.
public final class Work {

    private Work() {}

    /// Multiplications, or elements moved or visited where there are none. Never less than the output's elements.
    public static long of(Op op, List<TensorShape> inputs, TensorShape output) {
        long elements = output.elementCount();
        return switch (op) {
            case MatMul matMul -> elements * Math.max(1, inputs.getFirst().length(inputs.getFirst().rank() - 1));
            case Convolution convolution ->
                    elements * Math.max(1, (long) inputs.get(1).length(1) * convolution.window().taps());
            case MaxPool pool -> elements * pool.window().taps();
            case AveragePool pool -> elements * pool.window().taps();
            case ReduceSum sum -> Math.max(elements, inputs.getFirst().elementCount());
            case Add add -> elements;
            case Subtract subtract -> elements;
            case Multiply multiply -> elements;
            case Unary unary -> elements;
            case Softmax softmax -> elements;
            case Reshape reshape -> elements;
            case Transpose transpose -> elements;
            case Slice slice -> elements;
            case Select select -> elements;
            case Pad pad -> elements;
            case Concat concat -> elements;
        };
    }
}
