package dev.proofmark.proving.prover;

import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.Shape;
import dev.proofmark.proving.witness.IntegerTensor;
import java.util.ArrayList;
import java.util.List;

/// Folds an integer tensor along some axes with eq weights, keeping the others in a given order:
/// `out[kept] = sum over folded of eq(point, folded) * T[folded, kept]`.
///
/// **Cost** one small-integer multiply-accumulate per cell, and one move per cell where the axes are not in order.
final class TensorFold {
    private static final int PARALLEL_CELLS = 1 << 14;
    private static final int MIN_COLUMNS = 16;

    private TensorFold() {
    }

    /// @param kept   axes of the result, in order
    /// @param points coordinates of every folded axis, by axis; null entries for kept ones
    static FrArray fold(IntegerTensor tensor, Shape shape, int[] kept, Point[] points, Workers workers) {
        List<Integer> order = new ArrayList<>();
        List<Coordinate> coordinates = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (points[axis] != null) {
                order.add(axis);
                coordinates.addAll(points[axis].coordinates());
            }
        }
        int foldedBits = coordinates.size();
        int folded = order.size();
        for (int axis : kept) {
            order.add(axis);
        }
        int columns = 1 << shape.totalBits() - foldedBits;
        FrArray out = FrArray.zeros(columns);
        IntegerTensor cells = permute(tensor, shape, order);
        if (foldedBits == 0) {
            if (cells.isNarrow()) {
                FrVector.fromInts(cells.ints(), 0, out, 0, columns);
            } else {
                FrVector.fromInts(cells.longs(), 0, out, 0, columns);
            }
            return out;
        }
        FrArray eq = FrVector.eqTable(new Point(coordinates).values());
        int rows = 1 << foldedBits;
        if (folded > 0) {
            int lead = order.getFirst();
            rows = shape.length(lead) << foldedBits - shape.bits(lead);
        }
        accumulate(cells, rows, eq, out, columns, workers);
        return out;
    }

    /// `out[j] += sum_i eq[i] cells[i * columns + j]`.
    static void accumulate(IntegerTensor cells, int rows, FrArray eq, FrArray out, int columns, Workers workers) {
        if (columns < MIN_COLUMNS) {
            byColumn(cells, rows, eq, out, columns);
            return;
        }
        int grain = (long) rows * columns < PARALLEL_CELLS ? columns : Math.max(8, columns / (2 * workers.threads()) + 7 & ~7);
        workers.forRange(columns, grain, (from, to) -> {
            if (cells.isNarrow()) {
                FrVector.accumulateRows(cells.ints(), from, columns, rows, eq, 0, out, from, to - from);
            } else {
                FrVector.accumulateRows(cells.longs(), from, columns, rows, eq, 0, out, from, to - from);
            }
        });
    }

    private static void byColumn(IntegerTensor cells, int rows, FrArray eq, FrArray out, int columns) {
        long[] column = new long[rows];
        int[] narrow = new int[rows];
        for (int j = 0; j < columns; j++) {
            if (cells.isNarrow()) {
                for (int i = 0; i < rows; i++) {
                    narrow[i] = cells.ints()[i * columns + j];
                }
                out.set(j, out.get(j).add(FrVector.dot(narrow, 0, eq, 0, rows)));
            } else {
                for (int i = 0; i < rows; i++) {
                    column[i] = cells.longs()[i * columns + j];
                }
                out.set(j, out.get(j).add(FrVector.dot(column, 0, eq, 0, rows)));
            }
        }
    }

    /// The padded cells with the axes in another order.
    static IntegerTensor permute(IntegerTensor tensor, Shape shape, List<Integer> order) {
        boolean same = true;
        int last = -1;
        for (int axis : order) {
            same &= shape.bits(axis) == 0 || axis > last;
            last = shape.bits(axis) == 0 ? last : axis;
        }
        if (same) {
            return tensor;
        }
        int[] offsets = {0};
        for (int axis : order) {
            int stride = 1 << shape.totalBits() - shape.bitOffset(axis) - shape.bits(axis);
            int length = 1 << shape.bits(axis);
            int[] next = new int[offsets.length * length];
            int n = 0;
            for (int prefix : offsets) {
                for (int i = 0; i < length; i++) {
                    next[n++] = prefix + i * stride;
                }
            }
            offsets = next;
        }
        if (tensor.isNarrow()) {
            int[] from = tensor.ints();
            int[] to = new int[from.length];
            for (int i = 0; i < to.length; i++) {
                to[i] = from[offsets[i]];
            }
            return IntegerTensor.of(to);
        }
        long[] from = tensor.longs();
        long[] to = new long[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = from[offsets[i]];
        }
        return IntegerTensor.of(to);
    }
}
