package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Shapes of expressions and the rules that one expression must keep by itself.
public final class NodeRules {
    private NodeRules() {
    }

    public static int[] identity(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        return order;
    }

    public static Combine checked(Combine combine, List<Node> nodes) {
        Shape shape = combine.shape();
        if (combine.terms().size() > 1 << 12) {
            throw new CircuitException("combine", "at most 4096 operands, got " + combine.terms().size());
        }
        for (Term term : combine.terms()) {
            if (term.node() < 0 || term.node() >= nodes.size()) {
                throw new CircuitException("operand", "node must be 0.." + (nodes.size() - 1) + ", got " + term.node());
            }
            Shape operand = nodes.get(term.node()).shape();
            boolean[] seen = new boolean[operand.rank()];
            boolean fits = term.axes().length == shape.rank();
            for (int a = 0; fits && a < shape.rank(); a++) {
                int from = term.axes()[a];
                if (from != -1) {
                    fits = from >= 0 && from < operand.rank() && !seen[from] && operand.length(from) == shape.length(a);
                    if (fits) {
                        seen[from] = true;
                    }
                }
            }
            for (boolean s : seen) {
                fits &= s;
            }
            if (!fits) {
                throw new CircuitException("combine-axes", "axes " + Arrays.toString(term.axes()) + " do not map " + operand
                        + " into " + shape);
            }
        }
        return combine;
    }

    public static Contract contract(int id, Node a, int[] aLabels, Node b, int[] bLabels, int[] outLabels) {
        distinct(aLabels, a.shape().rank(), "first operand");
        distinct(bLabels, b.shape().rank(), "second operand");
        distinct(outLabels, outLabels.length, "result");
        int[] lengths = new int[outLabels.length];
        for (int i = 0; i < outLabels.length; i++) {
            int inA = Contract.indexOf(aLabels, outLabels[i]);
            int inB = Contract.indexOf(bLabels, outLabels[i]);
            if (inA < 0 && inB < 0) {
                throw new CircuitException("contract-label", "label " + outLabels[i] + " of the result is in no operand");
            }
            lengths[i] = inA >= 0 ? a.shape().length(inA) : b.shape().length(inB);
        }
        for (int i = 0; i < aLabels.length; i++) {
            int inB = Contract.indexOf(bLabels, aLabels[i]);
            if (inB >= 0 && a.shape().length(i) != b.shape().length(inB)) {
                throw new CircuitException("contract-length", "label " + aLabels[i] + " has lengths "
                        + a.shape().length(i) + " and " + b.shape().length(inB));
            }
            if (inB < 0 && Contract.indexOf(outLabels, aLabels[i]) < 0) {
                throw new CircuitException("contract-label", "label " + aLabels[i] + " is in one operand only and not in the result");
            }
        }
        for (int label : bLabels) {
            if (Contract.indexOf(aLabels, label) < 0 && Contract.indexOf(outLabels, label) < 0) {
                throw new CircuitException("contract-label", "label " + label + " is in one operand only and not in the result");
            }
        }
        return new Contract(id, Shape.of(lengths), a.id(), b.id(), aLabels, bLabels, outLabels);
    }

    public static AxisMap axisMap(int id, Node operand, List<AxisGroup> groups) {
        List<Integer> lengths = new ArrayList<>();
        int axis = 0;
        boolean mapped = false;
        for (AxisGroup group : groups) {
            if (axis + group.inputAxes() > operand.shape().rank()) {
                throw new CircuitException("axismap", "groups need more axes than " + operand.shape() + " has");
            }
            if (group.mapped()) {
                mapped = true;
                int[] in = group.matrix().inputLengths();
                for (int i = 0; i < in.length; i++) {
                    if (operand.shape().length(axis + i) != in[i]) {
                        throw new CircuitException("axismap-length", "matrix input is " + Arrays.toString(in)
                                + " at axis " + axis + " of " + operand.shape());
                    }
                }
                for (int length : group.matrix().outputLengths()) {
                    lengths.add(length);
                }
            } else {
                lengths.add(operand.shape().length(axis));
            }
            axis += group.inputAxes();
        }
        if (axis != operand.shape().rank() || !mapped) {
            throw new CircuitException("axismap", "groups cover " + axis + " of " + operand.shape().rank() + " axes, mapped: " + mapped);
        }
        return new AxisMap(id, Shape.of(lengths.stream().mapToInt(Integer::intValue).toArray()), operand.id(), groups);
    }

    public static View view(int id, Node operand, Shape shape, int[] variables) {
        int bits = operand.shape().totalBits();
        boolean permutation = variables.length == bits && shape.totalBits() == bits;
        boolean[] seen = new boolean[bits];
        for (int i = 0; permutation && i < bits; i++) {
            permutation = variables[i] >= 0 && variables[i] < bits && !seen[variables[i]];
            if (permutation) {
                seen[variables[i]] = true;
            }
        }
        if (!permutation || !sameLogicalSet(operand.shape(), shape, variables)) {
            throw new CircuitException("view", "not a reordering of the index bits of " + operand.shape()
                    + " that keeps its logical positions: " + shape + " by " + Arrays.toString(variables));
        }
        return new View(id, shape, operand.id(), variables);
    }

    /// Whether the bit permutation takes the logical positions of one shape exactly to those of the other. An axis of
    /// length `m * 2^k`, m odd, constrains its leading bits to be below m and leaves k bits free; the two sets of
    /// constraints must be the same.
    public static boolean sameLogicalSet(Shape from, Shape to, int[] variables) {
        int constrained = 0;
        for (int a = 0; a < from.rank(); a++) {
            constrained += from.isFull(a) ? 0 : 1;
        }
        for (int a = 0; a < to.rank(); a++) {
            if (!to.isFull(a)) {
                if (axisWithConstraint(from, to, a, variables) < 0) {
                    return false;
                }
                constrained--;
            }
        }
        return constrained == 0;
    }

    /// The axis of `from` that carries the constraint of `to`'s axis, or -1. The odd factor decides how many bits lead; it is 1 for
    /// axes without padding, which carry none.
    static int axisWithConstraint(Shape from, Shape to, int axis, int[] variables) {
        for (int f = 0; f < from.rank(); f++) {
            int leading = leadingBits(from, f);
            boolean same = odd(from.length(f)) == odd(to.length(axis));
            for (int b = 0; same && b < leading; b++) {
                same = variables[from.bitOffset(f) + b] == to.bitOffset(axis) + b;
            }
            if (same) {
                return f;
            }
        }
        return -1;
    }

    private static int odd(int length) {
        return length >> Integer.numberOfTrailingZeros(length);
    }

    private static int leadingBits(Shape shape, int axis) {
        return shape.bits(axis) - Integer.numberOfTrailingZeros(shape.length(axis));
    }

    private static void distinct(int[] labels, int rank, String what) {
        if (labels.length != rank || Arrays.stream(labels).distinct().count() != rank) {
            throw new CircuitException("contract-label", what + " needs " + rank + " distinct labels, got " + Arrays.toString(labels));
        }
        for (int label : labels) {
            if (label < 0 || label > 255) {
                throw new CircuitException("contract-label", "labels must be 0..255, got " + label);
            }
        }
    }
}
