package dev.proofmark.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.rules.NodeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which reorderings of index bits are views, against all positions written out.
class ViewRulesTest {
    private static final int MAX_BITS = 4;

    /// All shapes of up to three axes with so many bits.
    private static List<Shape> shapes(int bits) {
        List<Shape> shapes = new ArrayList<>();
        for (int a = 1; a <= 1 << bits; a++) {
            if (Shape.bitsFor(a) == bits) {
                shapes.add(Shape.of(a));
            }
            for (int b = 1; Shape.bitsFor(a) + Shape.bitsFor(b) <= bits; b++) {
                if (Shape.bitsFor(a) + Shape.bitsFor(b) == bits) {
                    shapes.add(Shape.of(a, b));
                    shapes.add(Shape.of(a, 1, b));
                }
            }
        }
        return shapes;
    }

    private static List<int[]> permutations(int n) {
        List<int[]> all = new ArrayList<>();
        permute(new int[n], 0, all);
        return all;
    }

    private static void permute(int[] chosen, int at, List<int[]> all) {
        if (at == chosen.length) {
            all.add(chosen.clone());
            return;
        }
        for (int v = 0; v < chosen.length; v++) {
            boolean fresh = true;
            for (int i = 0; i < at; i++) {
                fresh &= chosen[i] != v;
            }
            if (fresh) {
                chosen[at] = v;
                permute(chosen, at + 1, all);
            }
        }
    }

    private static TreeSet<Integer> positions(Shape shape) {
        TreeSet<Integer> positions = new TreeSet<>();
        for (int p : shape.paddedIndexes()) {
            positions.add(p);
        }
        return positions;
    }

    private static TreeSet<Integer> moved(Shape shape, int[] variables) {
        int bits = variables.length;
        TreeSet<Integer> moved = new TreeSet<>();
        for (int p : shape.paddedIndexes()) {
            int to = 0;
            for (int v = 0; v < bits; v++) {
                to |= (p >> bits - 1 - v & 1) << bits - 1 - variables[v];
            }
            moved.add(to);
        }
        return moved;
    }

    /// Whether the bits of some axis change their order among each other: such a reordering is no view, whatever it keeps.
    private static boolean mixes(Shape from, int[] variables) {
        for (int a = 0; a < from.rank(); a++) {
            for (int b = 1; !from.isFull(a) && b < from.bits(a); b++) {
                if (variables[from.bitOffset(a) + b] < variables[from.bitOffset(a) + b - 1]) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aViewKeepsTheLogicalPositions() {
        int views = 0;
        for (int bits = 0; bits <= MAX_BITS; bits++) {
            List<int[]> permutations = permutations(bits);
            for (Shape from : shapes(bits)) {
                for (Shape to : shapes(bits)) {
                    for (int[] variables : permutations) {
                        boolean same = moved(from, variables).equals(positions(to));
                        boolean view = NodeRules.sameLogicalSet(from, to, variables);
                        assertThat(view && !same).as("%s to %s", from, to).isFalse();
                        assertThat(same && !view && !mixes(from, variables)).as("%s to %s is a view", from, to).isFalse();
                        views += view ? 1 : 0;
                    }
                }
            }
        }
        assertThat(views).isGreaterThan(1000);
    }
}
