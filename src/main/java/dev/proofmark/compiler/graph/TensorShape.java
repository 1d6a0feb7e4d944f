package dev.proofmark.compiler.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The static shape of a tensor: axis lengths from the outermost to the innermost (row-major). A scalar has no axes.
///
/// **Range** every length is at least 0 and the element count fits an `int`.
public final class TensorShape {

    public static final TensorShape SCALAR = new TensorShape(new int[0]);

    private final int[] lengths;
    private final int elementCount;

    private TensorShape(int[] lengths) {
        long count = 1;
        for (int length : lengths) {
            if (length < 0) {
                throw new ShapeException("no negative axis length", Arrays.toString(lengths));
            }
            count *= length;
            if (count > Integer.MAX_VALUE) {
                throw ShapeException.tooLarge("at most " + Integer.MAX_VALUE + " elements", Arrays.toString(lengths));
            }
        }
        this.lengths = lengths;
        this.elementCount = (int) count;
    }

    public static TensorShape of(int... lengths) {
        return lengths.length == 0 ? SCALAR : new TensorShape(lengths.clone());
    }

    public static TensorShape of(List<Integer> lengths) {
        return of(lengths.stream().mapToInt(Integer::intValue).toArray());
    }

    public int rank() {
        return lengths.length;
    }

    public int length(int axis) {
        return lengths[axis];
    }

    public int elementCount() {
        return elementCount;
    }

    /// A fresh copy of the axis lengths.
    public int[] lengths() {
        return lengths.clone();
    }

    public List<Integer> toList() {
        return Arrays.stream(lengths).boxed().toList();
    }

    /// Row-major strides in elements.
    public int[] strides() {
        int[] strides = new int[lengths.length];
        int stride = 1;
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= lengths[axis];
        }
        return strides;
    }

    /// This shape with one axis length replaced.
    public TensorShape with(int axis, int length) {
        int[] changed = lengths.clone();
        changed[axis] = length;
        return new TensorShape(changed);
    }

    /// The product of the lengths of the axes `from` (inclusive) to `to` (exclusive).
    public int product(int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= lengths[axis];
        }
        return product;
    }

    /// The shape of an elementwise result: aligned at the last axis, a length of one is repeated.
    ///
    /// **Errors** [ShapeException] where two lengths differ and neither is one.
    public static TensorShape broadcast(TensorShape a, TensorShape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] lengths = new int[rank];
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
            int x = fromEnd <= a.rank() ? a.lengths[a.rank() - fromEnd] : 1;
            int y = fromEnd <= b.rank() ? b.lengths[b.rank() - fromEnd] : 1;
            if (x != y && x != 1 && y != 1) {
                throw new ShapeException("shapes that broadcast", a + " and " + b);
            }
            lengths[rank - fromEnd] = x == 1 ? y : x;
        }
        return of(lengths);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorShape shape && Arrays.equals(lengths, shape.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    @Override
    public String toString() {
        return Arrays.stream(lengths).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
