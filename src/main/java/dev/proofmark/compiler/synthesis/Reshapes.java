package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reshapes in row-major order. The axes are cut into the smallest blocks of equal size on both sides; a block whose
/// borders lie between index bits is a view, any other is one gather over that block alone.
final class Reshapes {
    private Reshapes() {
    }

    static int of(CircuitDraft draft, int operand, Shape to) {
        Shape from = draft.shape(operand);
        if (from.equals(to)) {
            return operand;
        }
        List<AxisGroup> groups = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        for (Block block : blocks(longLengths(from), longLengths(to))) {
            Shape in = Shape.of(block.from);
            Shape out = Shape.of(block.to);
            if (isView(in, out)) {
                for (int length : block.to) {
                    before.add(length);
                    groups.add(AxisGroup.PASS);
                }
            } else {
                for (int length : block.from) {
                    before.add(length);
                }
                groups.add(new AxisGroup(new AxisMatrix.Gather(block.from, block.to, CircuitDraft.identity(in.size()))));
            }
        }
        int viewed = draft.withUnitAxes(operand, shape(before));
        int mapped = AxisMaps.apply(draft, viewed, groups);
        return draft.withUnitAxes(mapped, to);
    }

    private static Shape shape(List<Integer> lengths) {
        return Shape.of(lengths.stream().mapToInt(x -> x).toArray());
    }

    /// Whether both shapes have their logical positions at the same index bits: all borders at powers of two.
    static boolean isView(Shape from, Shape to) {
        if (from.totalBits() != to.totalBits() || from.size() != to.size()) {
            return false;
        }
        return Arrays.equals(oddParts(from), oddParts(to));
    }

    /// Per axis that is no power of two: its odd part and where that part's bits lie.
    private static int[] oddParts(Shape shape) {
        List<Integer> parts = new ArrayList<>();
        for (int a = 0; a < shape.rank(); a++) {
            if (!shape.isFull(a)) {
                int zeros = Integer.numberOfTrailingZeros(shape.length(a));
                parts.add(shape.length(a) >> zeros);
                parts.add(shape.bitOffset(a));
                parts.add(shape.bits(a) - zeros);
            }
        }
        return parts.stream().mapToInt(x -> x).toArray();
    }

    private record Block(int[] from, int[] to) {
    }

    private static List<Block> blocks(int[] from, int[] to) {
        List<Block> blocks = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < from.length || j < to.length) {
            int firstFrom = i;
            int firstTo = j;
            long left = from[i++];
            long right = to[j++];
            while (left != right) {
                if (left < right) {
                    left *= from[i++];
                } else {
                    right *= to[j++];
                }
            }
            blocks.add(new Block(Arrays.copyOfRange(from, firstFrom, i), Arrays.copyOfRange(to, firstTo, j)));
        }
        return blocks;
    }

    private static int[] longLengths(Shape shape) {
        return Arrays.stream(shape.lengths()).filter(length -> length > 1).toArray();
    }
}
