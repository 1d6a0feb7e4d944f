package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.Arrays;
import java.util.List;

/// The operators of a [QuantizedProgram]: exact functions of integer tensors.
///
/// Operands are ids of earlier steps. Division by a power of two rounds towards minus infinity (`>>`). Elementwise
/// operators broadcast as in [TensorShape#broadcast].
/// Committed values arise only in `Input`, `Weights`, `Requantize`, `Round`, `Lookup`, `Maximum` and `Division`;
/// everything else is linear or bilinear and costs no lookup.
public sealed interface IntegerOp {

    /// Ids of the steps read, in order.
    List<Integer> operands();

    /// A model input: any integers of the grid's range.
    record Input(String port, InputGrid grid) implements IntegerOp {
        public IntegerRange range() {
            return grid.range();
        }

        @Override
        public List<Integer> operands() {
            return List.of();
        }
    }

    /// Secret constants, row-major, each in the two's complement range of `bits` bits.
    ///
    /// `bits` is public and comes from a short list ([WeightWidths]), so that it tells little about the values.
    record Weights(long[] values, int bits) implements IntegerOp {
        public Weights {
            IntegerRange range = IntegerRange.signed(bits);
            if (Arrays.stream(values).anyMatch(value -> !range.contains(value))) {
                throw new IllegalArgumentException("weights outside of " + bits + " bits");
            }
        }

        @Override
        public List<Integer> operands() {
            return List.of();
        }
    }

    /// Cross-correlation with zero padding over one or two spatial axes, one list entry per spatial axis.
    ///
    /// **Shape** x `[batch, channels, spatial..]`, w `[outputs, channels / groups, kernel..]`, result
    /// `[batch, outputs, spatial..]`; output o reads x at o * stride + tap * dilation - padBegin. Output channel m belongs
    /// to group m / (outputs / groups). w is a `Weights` step or a `Combination` of such.
    record Convolution(
            int x,
            int w,
            List<Integer> strides,
            List<Integer> dilations,
            List<Integer> padsBegin,
            List<Integer> padsEnd,
            int groups)
            implements IntegerOp {
        public Convolution {
            strides = List.copyOf(strides);
            dilations = List.copyOf(dilations);
            padsBegin = List.copyOf(padsBegin);
            padsEnd = List.copyOf(padsEnd);
        }

        @Override
        public List<Integer> operands() {
            return List.of(x, w);
        }
    }

    /// The matrix product over the last two axes, batched and broadcast over the others. Both operands have rank 2 or
    /// more. Usually one of them is weights; products of two activations are allowed.
    record MatMul(int a, int b) implements IntegerOp {
        @Override
        public List<Integer> operands() {
            return List.of(a, b);
        }
    }

    /// Elementwise a * b.
    record Product(int a, int b) implements IntegerOp {
        @Override
        public List<Integer> operands() {
            return List.of(a, b);
        }
    }

    /// multiplier * operand, a summand of a [Combination].
    record Term(long multiplier, int operand) {}

    /// Sum of the terms (broadcast) plus a constant.
    record Combination(List<Term> terms, long constant) implements IntegerOp {
        public Combination {
            terms = List.copyOf(terms);
            if (terms.isEmpty()) {
                throw new IllegalArgumentException("a combination of at least one term");
            }
        }

        @Override
        public List<Integer> operands() {
            return terms.stream().map(Term::operand).toList();
        }
    }

    /// Sums over sliding windows of the spatial axes (all after the first two); padding counts zero.
    ///
    /// **Shape** and index rule as in [Convolution], channel by channel.
    record WindowSum(
            int x,
            List<Integer> kernel,
            List<Integer> strides,
            List<Integer> dilations,
            List<Integer> padsBegin,
            List<Integer> padsEnd)
            implements IntegerOp {
        public WindowSum {
            kernel = List.copyOf(kernel);
            strides = List.copyOf(strides);
            dilations = List.copyOf(dilations);
            padsBegin = List.copyOf(padsBegin);
            padsEnd = List.copyOf(padsEnd);
        }

        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// The sum over some axes, which stay with length one.
    record Sum(int x, List<Integer> axes) implements IntegerOp {
        public Sum {
            axes = axes.stream().distinct().sorted().toList();
        }

        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// y = f(u), u = (x + 2^(shift-1)) >> shift, that is x + 2^(shift-1) = 2^shift u + rem with 0 <= rem < 2^shift.
    ///
    /// When f does not cover the range of u, u leaves the domain for some inputs and saturates.
    record Requantize(int x, int shift, TableFunction function) implements IntegerOp {
        public Requantize {
            if (shift < 1 || shift > 60) {
                throw new IllegalArgumentException("shift in [1, 60], not " + shift);
            }
        }

        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// y = (x + 2^(shift-1)) >> shift, of any width and without a table: the last step before an output.
    record Round(int x, int shift) implements IntegerOp {
        public Round {
            if (shift < 1 || shift > 60) {
                throw new IllegalArgumentException("shift in [1, 60], not " + shift);
            }
        }

        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// y = f(x), elementwise; saturating like [Requantize] where f does not cover the range of x.
    record Lookup(int x, TableFunction function) implements IntegerOp {
        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// Elementwise max(a, b) = b + rectifier(a - b). Operands of equal shape.
    ///
    /// **Requires** every difference a - b lies in the signed domain of `bits` bits; the table to use is
    /// [TableFunction#rectifier] of that many bits.
    record Maximum(int a, int b, int bits) implements IntegerOp {
        @Override
        public List<Integer> operands() {
            return List.of(a, b);
        }
    }

    /// floor(2^bits / x), elementwise. **Requires** x >= 1 for every input.
    record Division(int x, int bits) implements IntegerOp {
        public Division {
            if (bits < 1 || bits > 60) {
                throw new IllegalArgumentException("bits in [1, 60], not " + bits);
            }
        }

        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// The same elements in the same row-major order under another shape.
    record Reshape(int x, TensorShape shape) implements IntegerOp {
        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// Output axis i is input axis `permutation[i]`.
    record Transpose(int x, List<Integer> permutation) implements IntegerOp {
        public Transpose {
            permutation = List.copyOf(permutation);
        }

        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// Positions picked along one axis: output index o reads `ids[o]`, or is zero where that is -1. Repeats are allowed.
    record Gather(int x, int axis, List<Integer> ids) implements IntegerOp {
        public Gather {
            ids = List.copyOf(ids);
        }

        @Override
        public List<Integer> operands() {
            return List.of(x);
        }
    }

    /// Tensors one after the other along one axis.
    record Concat(List<Integer> parts, int axis) implements IntegerOp {
        public Concat {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Integer> operands() {
            return parts;
        }
    }
}
