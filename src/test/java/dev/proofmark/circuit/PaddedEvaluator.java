package dev.proofmark.circuit;

import java.util.HashMap;
import java.util.Map;

/// Every node over its whole padded index cube, as the protocol sees it, modulo 2^64 (integer coefficients only).
public final class PaddedEvaluator {
    private final Circuit circuit;
    private final Map<Integer, long[]> values = new HashMap<>();

    public PaddedEvaluator(Circuit circuit) {
        this.circuit = circuit;
    }

    public void put(int tensor, long[] padded) {
        values.put(tensor, padded);
    }

    public long[] value(int id) {
        long[] known = values.get(id);
        if (known == null) {
            known = switch (circuit.node(id)) {
                case Tensor t -> throw new IllegalStateException(t + " has no values");
                case Combine c -> combine(c);
                case Contract c -> contract(c);
                case AxisMap m -> axisMap(m);
                case View v -> view(v);
            };
            values.put(id, known);
        }
        return known;
    }

    /// The index on one axis within a padded index.
    public static int part(Shape shape, int axis, int index) {
        int after = shape.totalBits() - shape.bitOffset(axis) - shape.bits(axis);
        return index >> after & (1 << shape.bits(axis)) - 1;
    }

    static int withPart(Shape shape, int axis, int index, int part) {
        int after = shape.totalBits() - shape.bitOffset(axis) - shape.bits(axis);
        return index & ~((1 << shape.bits(axis)) - 1 << after) | part << after;
    }

    public static boolean logical(Shape shape, int index) {
        for (int a = 0; a < shape.rank(); a++) {
            if (part(shape, a, index) >= shape.length(a)) {
                return false;
            }
        }
        return true;
    }

    private long[] combine(Combine c) {
        Shape shape = c.shape();
        long[] out = new long[shape.paddedSize()];
        for (int i = 0; i < out.length; i++) {
            out[i] = logical(shape, i) ? c.constant().numerator() : 0;
            for (Term term : c.terms()) {
                Shape from = circuit.node(term.node()).shape();
                int at = 0;
                boolean masked = false;
                for (int a = 0; a < shape.rank(); a++) {
                    int part = part(shape, a, i);
                    if (term.axes()[a] < 0) {
                        masked |= part >= shape.length(a);
                    } else {
                        at = withPart(from, term.axes()[a], at, part);
                    }
                }
                out[i] += masked ? 0 : term.coefficient().numerator() * value(term.node())[at];
            }
        }
        return out;
    }

    private long[] contract(Contract c) {
        Shape sa = circuit.node(c.a()).shape();
        Shape sb = circuit.node(c.b()).shape();
        long[] a = value(c.a());
        long[] b = value(c.b());
        long[] out = new long[c.shape().paddedSize()];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                boolean meet = true;
                int at = 0;
                for (int x = 0; x < sa.rank(); x++) {
                    int y = Contract.indexOf(c.bLabels(), c.aLabels()[x]);
                    meet &= y < 0 || part(sa, x, i) == part(sb, y, j);
                    int o = Contract.indexOf(c.outLabels(), c.aLabels()[x]);
                    at = o < 0 ? at : withPart(c.shape(), o, at, part(sa, x, i));
                }
                for (int y = 0; y < sb.rank(); y++) {
                    int o = Contract.indexOf(c.outLabels(), c.bLabels()[y]);
                    at = o < 0 ? at : withPart(c.shape(), o, at, part(sb, y, j));
                }
                out[at] += meet ? a[i] * b[j] : 0;
            }
        }
        return out;
    }

    private long[] axisMap(AxisMap m) {
        Shape from = circuit.node(m.operand()).shape();
        long[] in = value(m.operand());
        long[] out = new long[m.shape().paddedSize()];
        scatter(m, 0, 0, 0, from, 0, 0, in, out);
        return out;
    }

    private void scatter(AxisMap m, int g, int inAxis, int inIndex, Shape from, int outAxis, int outIndex, long[] in, long[] out) {
        if (g == m.groups().size()) {
            out[outIndex] += in[inIndex];
            return;
        }
        AxisGroup group = m.groups().get(g);
        if (group.mapped()) {
            Shape rows = Shape.of(group.matrix().outputLengths());
            Shape columns = Shape.of(group.matrix().inputLengths());
            int[] rowAt = rows.paddedIndexes();
            int[] columnAt = columns.paddedIndexes();
            group.matrix().forEach((o, i) -> scatter(m, g + 1, inAxis + columns.rank(),
                    inIndex | columnAt[i] << below(from, inAxis + columns.rank()), from, outAxis + rows.rank(),
                    outIndex | rowAt[o] << below(m.shape(), outAxis + rows.rank()), in, out));
        } else {
            for (int i = 0; i < 1 << from.bits(inAxis); i++) {
                scatter(m, g + 1, inAxis + 1, inIndex | i << below(from, inAxis + 1), from, outAxis + 1,
                        outIndex | i << below(m.shape(), outAxis + 1), in, out);
            }
        }
    }

    private static int below(Shape shape, int axis) {
        return axis == shape.rank() ? 0 : shape.totalBits() - shape.bitOffset(axis);
    }

    private long[] view(View v) {
        Shape from = circuit.node(v.operand()).shape();
        long[] in = value(v.operand());
        long[] out = new long[in.length];
        for (int i = 0; i < in.length; i++) {
            out[LogicalEvaluator.permute(i, v.variables(), from.totalBits())] = in[i];
        }
        return out;
    }
}
