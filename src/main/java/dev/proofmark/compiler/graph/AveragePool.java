package dev.proofmark.compiler.graph;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/// The sum of each window (padding counts as zero) divided by that window's divisor.
///
/// Whether padding counts is settled: the divisor of output (o_1, .., o_n) is the product of `divisors[a][o_a]`.
///
/// @param divisors per spatial axis, per output index of that axis: how many taps count
public record AveragePool(Window window, List<List<Integer>> divisors) implements Op {

    public AveragePool {
        Objects.requireNonNull(window, "window");
        divisors = divisors.stream().map(List::copyOf).toList();
        if (divisors.size() != window.rank()) {
            throw new ShapeException("divisors for " + window.rank() + " axes", divisors.size() + " axes");
        }
        if (divisors.stream().flatMap(List::stream).anyMatch(divisor -> divisor < 1)) {
            throw new ShapeException("divisors of at least 1", divisors.toString());
        }
    }

    /// The divisor of every window, when it is the same for all of them.
    public OptionalInt uniformDivisor() {
        int product = 1;
        for (List<Integer> axis : divisors) {
            if (axis.stream().distinct().count() != 1) {
                return OptionalInt.empty();
            }
            product *= axis.getFirst();
        }
        return OptionalInt.of(product);
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        TensorShape input = Arity.single(inputs);
        TensorShape output = window.outputShape(input, input.length(1));
        for (int axis = 0; axis < window.rank(); axis++) {
            if (divisors.get(axis).size() != output.length(axis + 2)) {
                throw new ShapeException(
                        output.length(axis + 2) + " divisors on spatial axis " + axis, divisors.get(axis).size() + "");
            }
        }
        return output;
    }
}
