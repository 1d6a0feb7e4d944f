package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Linear combinations, products, matrix products and sums with broadcasting: axes are aligned at the last one, and an
/// axis of length one is repeated.
final class Elementwise {
    private static final int MAX_SUM = 1 << 13;

    private Elementwise() {
    }

    static int combination(CircuitDraft draft, IntegerOp.Combination op, List<Integer> operands, Shape result) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            terms.add(term(draft, operands.get(i), op.terms().get(i).multiplier(), result));
        }
        return draft.combine(result, Coefficient.of(op.constant()), terms);
    }

    private static Term term(CircuitDraft draft, int operand, long multiplier, Shape result) {
        Shape from = draft.shape(operand);
        int lead = result.rank() - from.rank();
        int[] axes = new int[result.rank()];
        List<Integer> kept = new ArrayList<>();
        for (int a = 0; a < axes.length; a++) {
            boolean repeated = a < lead || from.length(a - lead) != result.length(a);
            axes[a] = repeated ? -1 : kept.size();
            if (!repeated) {
                kept.add(from.length(a - lead));
            }
        }
        int node = draft.withUnitAxes(operand, Shape.of(kept.stream().mapToInt(x -> x).toArray()));
        return new Term(node, Coefficient.of(multiplier), axes);
    }

    static int product(CircuitDraft draft, int a, int b, Shape result) {
        int[] labels = CircuitDraft.identity(result.rank());
        return Einsum.of(draft, a, last(labels, draft.shape(a).rank()), b, last(labels, draft.shape(b).rank()), labels,
                result.lengths());
    }

    static int matMul(CircuitDraft draft, int a, int b, Shape result) {
        int rank = result.rank();
        int[] aLabels = CircuitDraft.identity(rank);
        int[] bLabels = CircuitDraft.identity(rank);
        aLabels[rank - 1] = rank;
        bLabels[rank - 2] = rank;
        return Einsum.of(draft, a, last(aLabels, draft.shape(a).rank()), b, last(bLabels, draft.shape(b).rank()),
                CircuitDraft.identity(rank), result.lengths());
    }

    private static int[] last(int[] labels, int count) {
        return Arrays.copyOfRange(labels, labels.length - count, labels.length);
    }

    /// Sums over the axes, which stay with length one. Long axes are summed as a contraction with ones.
    static int sum(CircuitDraft draft, int x, List<Integer> axes) {
        int node = x;
        List<AxisGroup> groups = new ArrayList<>();
        for (int a = 0; a < draft.shape(x).rank(); a++) {
            int length = draft.shape(x).length(a);
            if (axes.contains(a) && length > MAX_SUM) {
                node = sumLong(draft, node, a);
                groups.add(AxisGroup.PASS);
            } else {
                groups.add(axes.contains(a) && length > 1 ? new AxisGroup(AxisMatrix.WindowSum.all(length)) : AxisGroup.PASS);
            }
        }
        return AxisMaps.apply(draft, node, groups);
    }

    private static int sumLong(CircuitDraft draft, int x, int axis) {
        Shape shape = draft.shape(x);
        long[] ones = new long[shape.length(axis)];
        Arrays.fill(ones, 1);
        int constant = draft.builder().constant("ones", Shape.of(ones.length), ones);
        int[] labels = CircuitDraft.identity(shape.rank());
        int[] lengths = shape.lengths();
        lengths[axis] = 1;
        int[] kept = Arrays.stream(labels).filter(l -> l != axis).toArray();
        return Einsum.of(draft, x, labels, constant, new int[] {axis}, kept, lengths);
    }
}
