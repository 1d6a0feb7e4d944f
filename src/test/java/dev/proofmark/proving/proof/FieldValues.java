package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
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
import dev.proofmark.proving.witness.NodeValues;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/// Field elements of every node over its whole padded index cube, as the protocol defines them: what a cheating prover
/// claims. Slow and literal. Fractions are field elements; padding takes part; any node can be overwritten.
public final class FieldValues {
    private final Circuit circuit;
    private final boolean unmasked;
    private final Fr[][] values;

    /// @param unmasked whether combinations repeat operands and constants into the padding
    public FieldValues(NodeValues tensors, boolean unmasked) {
        this.circuit = tensors.circuit();
        this.unmasked = unmasked;
        this.values = new Fr[circuit.nodes().size()][];
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t) {
                values[t.id()] = new Fr[t.shape().paddedSize()];
                Arrays.setAll(values[t.id()], i -> Fr.of(tensors.get(t.id()).get(i)));
            }
        }
    }

    public Circuit circuit() {
        return circuit;
    }

    public void set(int node, Fr[] padded) {
        values[node] = padded;
    }

    public Fr[] get(int node) {
        if (values[node] == null) {
            values[node] = switch (circuit.node(node)) {
                case Tensor t -> throw new IllegalStateException(t + " has no values");
                case Combine c -> combine(c);
                case Contract c -> contract(c);
                case AxisMap m -> axisMap(m);
                case View v -> view(v);
            };
        }
        return values[node];
    }

    static int below(Shape shape, int axis) {
        return shape.totalBits() - shape.bitOffset(axis) - shape.bits(axis);
    }

    /// The index on one axis within a padded index.
    static int part(Shape shape, int axis, int index) {
        return index >> below(shape, axis) & (1 << shape.bits(axis)) - 1;
    }

    static boolean logical(Shape shape, int index) {
        for (int a = 0; a < shape.rank(); a++) {
            if (part(shape, a, index) >= shape.length(a)) {
                return false;
            }
        }
        return true;
    }

    private Fr[] combine(Combine c) {
        Shape shape = c.shape();
        Fr[] out = new Fr[shape.paddedSize()];
        for (int i = 0; i < out.length; i++) {
            out[i] = unmasked || logical(shape, i) ? Coefficients.value(c.constant()) : Fr.ZERO;
            for (Term term : c.terms()) {
                Shape from = circuit.node(term.node()).shape();
                int at = 0;
                boolean masked = false;
                for (int a = 0; a < shape.rank(); a++) {
                    if (term.axes()[a] < 0) {
                        masked |= !unmasked && part(shape, a, i) >= shape.length(a);
                    } else {
                        at |= part(shape, a, i) << below(from, term.axes()[a]);
                    }
                }
                if (!masked) {
                    out[i] = out[i].add(Coefficients.value(term.coefficient()).multiply(get(term.node())[at]));
                }
            }
        }
        return out;
    }

    private Fr[] contract(Contract c) {
        Shape sa = circuit.node(c.a()).shape();
        Shape sb = circuit.node(c.b()).shape();
        Fr[] a = get(c.a());
        Fr[] b = get(c.b());
        Fr[] out = zeros(c.shape());
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                boolean meet = true;
                int at = 0;
                for (int x = 0; x < sa.rank(); x++) {
                    int y = Contract.indexOf(c.bLabels(), c.aLabels()[x]);
                    meet &= y < 0 || part(sa, x, i) == part(sb, y, j);
                    int o = Contract.indexOf(c.outLabels(), c.aLabels()[x]);
                    at |= o < 0 ? 0 : part(sa, x, i) << below(c.shape(), o);
                }
                for (int y = 0; y < sb.rank(); y++) {
                    int o = Contract.indexOf(c.outLabels(), c.bLabels()[y]);
                    at |= o < 0 ? 0 : part(sb, y, j) << below(c.shape(), o);
                }
                if (meet) {
                    out[at] = out[at].add(a[i].multiply(b[j]));
                }
            }
        }
        return out;
    }

    private Fr[] axisMap(AxisMap m) {
        Fr[] in = get(m.operand());
        Fr[] out = zeros(m.shape());
        for (int i = 0; i < in.length; i++) {
            for (int o = 0; o < out.length; o++) {
                if (entry(m, circuit.node(m.operand()).shape(), o, i) && !in[i].isZero()) {
                    out[o] = out[o].add(in[i].multiply(Fr.of(ones(m, circuit.node(m.operand()).shape(), o, i))));
                }
            }
        }
        return out;
    }

    private static boolean entry(AxisMap m, Shape from, int output, int input) {
        return ones(m, from, output, input) > 0;
    }

    private static int ones(AxisMap m, Shape from, int output, int input) {
        int product = 1;
        int inAxis = 0;
        int outAxis = 0;
        for (AxisGroup group : m.groups()) {
            int in = span(from, inAxis, group.inputAxes(), input);
            int out = span(m.shape(), outAxis, group.outputAxes(), output);
            if (group.mapped()) {
                int[] rows = Shape.of(group.matrix().outputLengths()).paddedIndexes();
                int[] columns = Shape.of(group.matrix().inputLengths()).paddedIndexes();
                int[] count = new int[1];
                group.matrix().forEach((o, i) -> count[0] += rows[o] == out && columns[i] == in ? 1 : 0);
                product *= count[0];
            } else {
                product *= in == out ? 1 : 0;
            }
            inAxis += group.inputAxes();
            outAxis += group.outputAxes();
        }
        return product;
    }

    /// The padded index over some consecutive axes.
    private static int span(Shape shape, int axis, int axes, int index) {
        int at = 0;
        for (int a = axis; a < axis + axes; a++) {
            at = at << shape.bits(a) | part(shape, a, index);
        }
        return at;
    }

    private Fr[] view(View v) {
        Fr[] in = get(v.operand());
        Fr[] out = new Fr[in.length];
        int bits = v.shape().totalBits();
        IntBinaryOperator bit = (index, variable) -> index >> bits - 1 - variable & 1;
        for (int i = 0; i < in.length; i++) {
            int to = 0;
            for (int x = 0; x < bits; x++) {
                to |= bit.applyAsInt(i, x) << bits - 1 - v.variables()[x];
            }
            out[to] = in[i];
        }
        return out;
    }

    private static Fr[] zeros(Shape shape) {
        Fr[] zeros = new Fr[shape.paddedSize()];
        Arrays.fill(zeros, Fr.ZERO);
        return zeros;
    }
}
