package dev.proofmark.circuit.build;

import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.rules.CircuitRules;
import dev.proofmark.circuit.rules.Names;
import dev.proofmark.circuit.rules.NodeRules;
import java.util.ArrayList;
import java.util.List;

/// Builds circuits and refuses those whose padding, degree or bounds could be abused. Every node is checked when it is
/// added, the rules that need the whole circuit by `build`.
///
/// **Errors** `CircuitException` with the code of the broken rule.
public final class CircuitBuilder {
    public static final int MAX_NODES = 1 << 16;
    static final int MAX_COLUMN_BITS = Generators.MAX_BITS;
    static final int MIN_COLUMN_BITS = 2;

    private final List<Node> nodes = new ArrayList<>();
    private final List<LookupTable> tables = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();
    private boolean built;

    public int weight(String name, Shape shape, IntegerRange range) {
        if (!range.contains(0)) {
            throw new CircuitException("weight-range", name + " must allow 0, got " + range);
        }
        return tensor(TensorKind.WEIGHT, name, shape, range, null);
    }

    public int input(String name, Shape shape) {
        return tensor(TensorKind.INPUT, name, shape, null, null);
    }

    public int witness(String name, Shape shape) {
        return tensor(TensorKind.WITNESS, name, shape, null, null);
    }

    public int publicTensor(String name, Shape shape, IntegerRange range) {
        return tensor(TensorKind.PUBLIC, name, shape, range, null);
    }

    /// **Range** |values| < 2^62.
    public int constant(String name, Shape shape, long[] values) {
        for (long v : values) {
            if (v <= -(1L << 62) || v >= 1L << 62) {
                throw new CircuitException("constant-range", name + " has a value outside +-2^62");
            }
        }
        return tensor(TensorKind.CONSTANT, name, shape, null, values.clone());
    }

    /// Adds a table column's values for use in `table`.
    public Column stored(String name, long[] values) {
        return new Column.Stored(tensor(TensorKind.TABLE, name, Shape.of(values.length), null, values.clone()));
    }

    /// Adds a table; returns its index.
    public int table(String name, int length, List<Column> columns) {
        if (columns.isEmpty() || columns.size() > 8) {
            throw new CircuitException("table-width", name + " needs 1..8 columns, got " + columns.size());
        }
        Shape.of(length);
        for (Column column : columns) {
            if (column instanceof Column.Stored(int id)) {
                Node node = node(id);
                if (!(node instanceof Tensor t) || t.kind() != TensorKind.TABLE || t.shape().size() != length) {
                    throw new CircuitException("table-column", name + ": node " + id + " is no table column of length " + length);
                }
            }
        }
        tables.add(new LookupTable(tables.size(), Names.check(name), length, columns, -1));
        return tables.size() - 1;
    }

    /// A one-column table of every integer in the range.
    public int rangeTable(String name, IntegerRange range) {
        if (range.count() > 1 << 26) {
            throw new CircuitException("table-length", name + " would need " + range.count() + " rows, at most 2^26");
        }
        return table(name, (int) range.count(), List.of(new Column.Affine(range.low(), 1)));
    }

    public int combine(Shape shape, Coefficient constant, List<Term> terms) {
        return add(NodeRules.checked(new Combine(nodes.size(), shape, constant, terms), nodes));
    }

    /// A linear combination of nodes of one shape.
    public int combine(Shape shape, Coefficient constant, Term... terms) {
        return combine(shape, constant, List.of(terms));
    }

    public int contract(int a, int[] aLabels, int b, int[] bLabels, int[] outLabels) {
        return add(NodeRules.contract(nodes.size(), node(a), aLabels, node(b), bLabels, outLabels));
    }

    public int axisMap(int operand, List<AxisGroup> groups) {
        return add(NodeRules.axisMap(nodes.size(), node(operand), groups));
    }

    public int view(int operand, Shape shape, int[] variables) {
        return add(NodeRules.view(nodes.size(), node(operand), shape, variables));
    }

    /// The operand with its axes reordered: result axis `i` is the operand's axis `order[i]`.
    public int transpose(int operand, int... order) {
        Shape from = node(operand).shape();
        int[] lengths = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            lengths[i] = from.length(order[i]);
        }
        Shape to = Shape.of(lengths);
        int[] variables = new int[from.totalBits()];
        for (int i = 0; i < order.length; i++) {
            for (int b = 0; b < to.bits(i); b++) {
                variables[from.bitOffset(order[i]) + b] = to.bitOffset(i) + b;
            }
        }
        return view(operand, to, variables);
    }

    /// Whether `reshape` to this shape would be a free view.
    public boolean reshapeIsView(int operand, Shape shape) {
        Shape from = node(operand).shape();
        return from.totalBits() == shape.totalBits()
                && NodeRules.sameLogicalSet(from, shape, NodeRules.identity(from.totalBits()));
    }

    /// The operand's cells in the same order under another shape; only where `reshapeIsView`.
    public int reshape(int operand, Shape shape) {
        return view(operand, shape, NodeRules.identity(node(operand).shape().totalBits()));
    }

    public void lookup(int table, int... operands) {
        if (table < 0 || table >= tables.size()) {
            throw new CircuitException("table", "table must be 0.." + (tables.size() - 1) + ", got " + table);
        }
        LookupTable t = tables.get(table);
        if (operands.length != t.width()) {
            throw new CircuitException("lookup-width", t.name() + " has " + t.width() + " columns, got " + operands.length);
        }
        for (int operand : operands) {
            if (!node(operand).shape().equals(node(operands[0]).shape())) {
                throw new CircuitException("lookup-axes", "operands of a lookup in " + t.name() + " must have one shape, got "
                        + node(operands[0]).shape() + " and " + node(operand).shape());
            }
        }
        constraints.add(new Constraint.Lookup(table, operands));
    }

    public void zero(int node) {
        node(node);
        constraints.add(new Constraint.Zero(node));
    }

    public void inputPort(String name, int tensor, Shape shape, PortScale scale, IntegerRange range) {
        inputs.add(port(name, tensor, shape, scale, range));
    }

    public void outputPort(String name, int tensor, Shape shape, PortScale scale, IntegerRange range) {
        outputs.add(port(name, tensor, shape, scale, range));
    }

    public Node node(int id) {
        if (id < 0 || id >= nodes.size()) {
            throw new CircuitException("operand", "node must be 0.." + (nodes.size() - 1) + ", got " + id);
        }
        return nodes.get(id);
    }

    public Shape shape(int id) {
        return node(id).shape();
    }

    /// The checked circuit. A builder builds once.
    public Circuit build(int columnBits) {
        return build(columnBits, WorkBudget.decoding(() -> {}));
    }

    /// The same within what a verifier has left for decoding.
    ///
    /// **Errors** `CircuitException` with code `work` where that is not enough.
    public Circuit build(int columnBits, WorkBudget budget) {
        if (built) {
            throw new IllegalStateException("already built");
        }
        built = true;
        if (columnBits < MIN_COLUMN_BITS || columnBits > MAX_COLUMN_BITS) {
            throw new CircuitException("column-bits", "must be " + MIN_COLUMN_BITS + ".." + MAX_COLUMN_BITS + ", got " + columnBits);
        }
        List<LookupTable> counted = new ArrayList<>();
        for (LookupTable t : tables) {
            int multiplicity = tensor(TensorKind.MULTIPLICITY, "multiplicity/" + t.name(), t.shape(), null, null);
            counted.add(new LookupTable(t.index(), t.name(), t.length(), t.columns(), multiplicity));
        }
        Circuit circuit = new Circuit(nodes, counted, constraints, inputs, outputs, columnBits);
        CircuitRules.check(circuit, budget);
        return circuit;
    }

    private Port port(String name, int tensor, Shape shape, PortScale scale, IntegerRange range) {
        Node node = node(tensor);
        if (!(node instanceof Tensor t) || t.shape().size() != shape.size()) {
            throw new CircuitException("port", name + " must name a tensor of " + shape.size() + " values");
        }
        return new Port(Names.check(name), tensor, shape, scale, range);
    }

    private int tensor(TensorKind kind, String name, Shape shape, IntegerRange range, long[] values) {
        return add(new Tensor(nodes.size(), kind, Names.check(name), shape, range, values));
    }

    private int add(Node node) {
        if (nodes.size() >= MAX_NODES) {
            throw new CircuitException("nodes", "at most " + MAX_NODES + " nodes");
        }
        nodes.add(node);
        return node.id();
    }
}
