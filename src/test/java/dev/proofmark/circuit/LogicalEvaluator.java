package dev.proofmark.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The slow oracle: every node by its definition, over exact integers, on logical positions only.
public final class LogicalEvaluator {
    private final Circuit circuit;
    private final Map<Integer, long[]> values = new HashMap<>();
    private final Map<Integer, Set<List<Long>>> rows = new HashMap<>();

    public LogicalEvaluator(Circuit circuit) {
        this.circuit = circuit;
        constants();
    }

    public void put(int tensor, long[] logical) {
        if (logical.length != circuit.node(tensor).shape().size()) {
            throw new IllegalArgumentException(circuit.node(tensor) + " got " + logical.length + " values");
        }
        values.put(tensor, logical);
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

    /// Broken constraints, in words.
    public List<String> violations() {
        List<String> broken = new ArrayList<>();
        for (Constraint constraint : circuit.constraints()) {
            if (!holds(constraint)) {
                broken.add(switch (constraint) {
                    case Constraint.Lookup l -> "lookup in " + circuit.tables().get(l.table()).name();
                    case Constraint.Zero z -> "zero of node " + z.node();
                });
            }
        }
        return broken;
    }

    /// Whether a constraint holds at every logical position; an operand that is no integer is in no table.
    public boolean holds(Constraint constraint) {
        try {
            return switch (constraint) {
                case Constraint.Lookup l -> lookup(l);
                case Constraint.Zero z -> Arrays.stream(value(z.node())).allMatch(v -> v == 0);
            };
        } catch (FractionException fraction) {
            return false;
        }
    }

    /// A node with a fractional coefficient whose value is no integer.
    public static final class FractionException extends ArithmeticException {
        private static final long serialVersionUID = 1L;

        FractionException(int node) {
            super("node " + node + " is no integer");
        }
    }

    private boolean lookup(Constraint.Lookup l) {
        LookupTable table = circuit.tables().get(l.table());
        Set<List<Long>> rows = rowsOf(table);
        int size = circuit.node(l.operands()[0]).shape().size();
        for (int i = 0; i < size; i++) {
            List<Long> tuple = new ArrayList<>();
            for (int operand : l.operands()) {
                tuple.add(value(operand)[i]);
            }
            if (!rows.contains(tuple)) {
                return false;
            }
        }
        return true;
    }

    private Set<List<Long>> rowsOf(LookupTable table) {
        return rows.computeIfAbsent(table.index(), k -> {
            Set<List<Long>> set = new HashSet<>();
            for (int i = 0; i < table.length(); i++) {
                List<Long> row = new ArrayList<>();
                for (Column column : table.columns()) {
                    row.add(cell(circuit, column, i));
                }
                set.add(row);
            }
            return set;
        });
    }

    /// Forgets all values but those of constants; tables stay.
    public void clear() {
        values.clear();
        constants();
    }

    private void constants() {
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t && t.values() != null) {
                values.put(t.id(), t.values());
            }
        }
    }

    static long cell(Circuit circuit, Column column, int row) {
        return switch (column) {
            case Column.Affine(long start, long step) -> start + row * step;
            case Column.Stored(int tensor) -> circuit.tensor(tensor).values()[row];
        };
    }

    private long[] combine(Combine c) {
        int shift = c.constant().shift();
        for (Term term : c.terms()) {
            shift = Math.max(shift, term.coefficient().shift());
        }
        long[] out = new long[c.shape().size()];
        int[] index = new int[c.shape().rank()];
        for (int i = 0; i < out.length; i++) {
            long sum = Math.multiplyExact(c.constant().numerator(), 1L << shift - c.constant().shift());
            for (Term term : c.terms()) {
                Shape from = circuit.node(term.node()).shape();
                int[] at = new int[from.rank()];
                for (int a = 0; a < index.length; a++) {
                    if (term.axes()[a] >= 0) {
                        at[term.axes()[a]] = index[a];
                    }
                }
                long factor = Math.multiplyExact(term.coefficient().numerator(), 1L << shift - term.coefficient().shift());
                sum = Math.addExact(sum, Math.multiplyExact(factor, value(term.node())[flat(from, at)]));
            }
            if ((sum & (1L << shift) - 1) != 0) {
                throw new FractionException(c.id());
            }
            out[i] = sum >> shift;
            next(index, c.shape());
        }
        return out;
    }

    private long[] contract(Contract c) {
        Shape sa = circuit.node(c.a()).shape();
        Shape sb = circuit.node(c.b()).shape();
        long[] a = value(c.a());
        long[] b = value(c.b());
        int[] summed = c.summedAxesOfA();
        Shape inner = Shape.of(Arrays.stream(summed).map(sa::length).toArray());
        int[] label = new int[256];
        int[] out = new int[c.shape().rank()];
        long[] result = new long[c.shape().size()];
        for (int i = 0; i < result.length; i++) {
            for (int o = 0; o < out.length; o++) {
                label[c.outLabels()[o]] = out[o];
            }
            int[] k = new int[summed.length];
            long sum = 0;
            for (int n = 0; n < inner.size(); n++) {
                for (int s = 0; s < summed.length; s++) {
                    label[c.aLabels()[summed[s]]] = k[s];
                }
                long left = a[flat(sa, Arrays.stream(c.aLabels()).map(l -> label[l]).toArray())];
                long right = b[flat(sb, Arrays.stream(c.bLabels()).map(l -> label[l]).toArray())];
                sum = Math.addExact(sum, Math.multiplyExact(left, right));
                next(k, inner);
            }
            result[i] = sum;
            next(out, c.shape());
        }
        return result;
    }

    private long[] axisMap(AxisMap m) {
        Shape from = circuit.node(m.operand()).shape();
        long[] current = value(m.operand());
        List<Integer> lengths = new ArrayList<>();
        Arrays.stream(from.lengths()).forEach(lengths::add);
        int axis = 0;
        for (AxisGroup group : m.groups()) {
            if (group.mapped()) {
                int inputs = product(group.matrix().inputLengths());
                int outputs = product(group.matrix().outputLengths());
                int outer = product(lengths.subList(0, axis).stream().mapToInt(x -> x).toArray());
                int inner = current.length / outer / inputs;
                long[] next = new long[outer * outputs * inner];
                long[] source = current;
                group.matrix().forEach((o, i) -> {
                    for (int p = 0; p < outer; p++) {
                        for (int q = 0; q < inner; q++) {
                            next[(p * outputs + o) * inner + q] += source[(p * inputs + i) * inner + q];
                        }
                    }
                });
                current = next;
                for (int i = 0; i < group.inputAxes(); i++) {
                    lengths.remove(axis);
                }
                for (int length : group.matrix().outputLengths()) {
                    lengths.add(axis++, length);
                }
            } else {
                axis++;
            }
        }
        return current;
    }

    private long[] view(View v) {
        Shape from = circuit.node(v.operand()).shape();
        long[] padded = new long[v.shape().paddedSize()];
        int[] at = from.paddedIndexes();
        long[] source = value(v.operand());
        for (int i = 0; i < source.length; i++) {
            padded[permute(at[i], v.variables(), from.totalBits())] = source[i];
        }
        return Arrays.stream(v.shape().paddedIndexes()).mapToLong(p -> padded[p]).toArray();
    }

    static int permute(int index, int[] variables, int bits) {
        int result = 0;
        for (int i = 0; i < bits; i++) {
            result |= (index >> bits - 1 - i & 1) << bits - 1 - variables[i];
        }
        return result;
    }

    static int product(int[] lengths) {
        return Arrays.stream(lengths).reduce(1, (x, y) -> x * y);
    }

    static int flat(Shape shape, int[] index) {
        int flat = 0;
        for (int a = 0; a < index.length; a++) {
            flat = flat * shape.length(a) + index[a];
        }
        return flat;
    }

    static void next(int[] index, Shape shape) {
        for (int a = index.length - 1; a >= 0; a--) {
            if (++index[a] < shape.length(a)) {
                return;
            }
            index[a] = 0;
        }
    }
}
