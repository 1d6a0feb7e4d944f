package dev.proofmark.compiler.graph;

import java.util.List;
import java.util.Objects;

/// The largest value of each window; padding counts as minus infinity. Every window touches the tensor.
public record MaxPool(Window window) implements Op {

    public MaxPool {
        Objects.requireNonNull(window, "window");
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape input = Arity.single(inputs);
        TensorShape output = window.outputShape(input, input.length(1));
        for (int axis = 0; axis < window.rank(); axis++) {
            for (int o = 0; o < output.length(axis + 2); o++) {
                if (validTaps(axis, o, input.length(axis + 2)) == 0) {
                    throw new ShapeException("windows that touch the tensor", "output " + o + " of axis " + (axis + 2) + " does not");
                }
            }
        }
        return output;
    }

    private int validTaps(int axis, int output, int length) {
        int valid = 0;
        for (int tap = 0; tap < window.kernel().get(axis); tap++) {
            int index = window.inputIndex(axis, output, tap);
            valid += index >= 0 && index < length ? 1 : 0;
        }
        return valid;
    }
}
