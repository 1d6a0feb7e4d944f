package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.View;
import java.util.Arrays;

/// For every node the axes on which it is provably zero at padded indexes. A full axis (length a power of two) has no
/// padding and counts as zero.
public final class ZeroAxes {
    private final boolean[][] zero;

    private ZeroAxes(boolean[][] zero) {
        this.zero = zero;
    }

    public static ZeroAxes of(Circuit circuit) {
        return of(circuit, LookedUp.of(circuit));
    }

    static ZeroAxes of(Circuit circuit, LookedUp lookedUp) {
        boolean[][] zero = new boolean[circuit.nodes().size()][];
        for (Node node : circuit.nodes()) {
            boolean[] axes = switch (node) {
                case Tensor t -> tensor(t, lookedUp.isPinned(t.id()));
                case Combine c -> combine(c, zero);
                case Contract c -> contract(c, zero);
                case AxisMap m -> axisMap(m, zero);
                case View v -> view(v, circuit.node(v.operand()).shape(), zero);
            };
            for (int a = 0; a < axes.length; a++) {
                axes[a] |= node.shape().isFull(a);
            }
            zero[node.id()] = axes;
        }
        return new ZeroAxes(zero);
    }

    public boolean isZero(int node, int axis) {
        return zero[node][axis];
    }

    public boolean allZero(int node) {
        for (boolean z : zero[node]) {
            if (!z) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] tensor(Tensor t, boolean pinnedByLookups) {
        boolean[] axes = new boolean[t.shape().rank()];
        boolean pinned = switch (t.kind()) {
            case WITNESS, INPUT -> pinnedByLookups;
            case MULTIPLICITY -> false;
            case PUBLIC, CONSTANT, TABLE, WEIGHT -> true;
        };
        Arrays.fill(axes, pinned);
        return axes;
    }

    private static boolean[] combine(Combine c, boolean[][] zero) {
        boolean[] axes = new boolean[c.shape().rank()];
        Arrays.fill(axes, true);
        for (Term term : c.terms()) {
            for (int a = 0; a < axes.length; a++) {
                int from = term.axes()[a];
                axes[a] &= from < 0 || zero[term.node()][from];
            }
        }
        return axes;
    }

    private static boolean[] contract(Contract c, boolean[][] zero) {
        boolean[] axes = new boolean[c.outLabels().length];
        for (int i = 0; i < axes.length; i++) {
            int inA = Contract.indexOf(c.aLabels(), c.outLabels()[i]);
            int inB = Contract.indexOf(c.bLabels(), c.outLabels()[i]);
            axes[i] = inA >= 0 && zero[c.a()][inA] || inB >= 0 && zero[c.b()][inB];
        }
        return axes;
    }

    private static boolean[] axisMap(AxisMap m, boolean[][] zero) {
        boolean[] axes = new boolean[m.shape().rank()];
        int in = 0;
        int out = 0;
        for (AxisGroup group : m.groups()) {
            for (int i = 0; i < group.outputAxes(); i++) {
                axes[out + i] = group.mapped() || zero[m.operand()][in];
            }
            in += group.inputAxes();
            out += group.outputAxes();
        }
        return axes;
    }

    private static boolean[] view(View v, Shape from, boolean[][] zero) {
        boolean[] axes = new boolean[v.shape().rank()];
        for (int a = 0; a < axes.length; a++) {
            axes[a] = v.shape().isFull(a)
                    || zero[v.operand()][NodeRules.axisWithConstraint(from, v.shape(), a, v.variables())];
        }
        return axes;
    }
}
