package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Expression;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.View;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.circuit.witness.WitnessProgramCodec;
import dev.proofmark.circuit.witness.WitnessStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A circuit under construction together with its witness program and weight values. Its constructors keep nodes in
/// normal form: equal expressions are one node, a view of a view is one view, a linear combination of linear
/// combinations is one, so that a proof has no messages for what is only bookkeeping.
final class CircuitDraft {
    private final CircuitBuilder builder = new CircuitBuilder();
    private final List<WitnessStep> steps = new ArrayList<>();
    private final Map<Integer, long[]> weights = new HashMap<>();
    /// Expressions by content, id 0: equal ones are one node.
    private final Map<Expression, Integer> known = new HashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Shape> tables = new ArrayList<>();

    CircuitBuilder builder() {
        return builder;
    }

    Shape shape(int node) {
        return builder.shape(node);
    }

    int weight(Shape shape, IntegerRange range, long[] values) {
        int tensor = tensor(builder.weight(position(), shape, range));
        weights.put(tensor, values);
        return tensor;
    }

    int input(Shape shape) {
        return tensor(builder.input(position(), shape));
    }

    int witness(Shape shape) {
        return tensor(builder.witness(position(), shape));
    }

    /// @param role what the tensor is for in its gadget
    int witness(String role, Shape shape) {
        return tensor(builder.witness(position() + " " + role, shape));
    }

    int stated(String role, Shape shape, IntegerRange range) {
        return tensor(builder.publicTensor(position() + " " + role, shape, range));
    }

    /// The name of the next tensor. Names of the model say more than its architecture and stay out of the circuit.
    private String position() {
        return "x" + tensors.size();
    }

    void step(WitnessStep step) {
        steps.add(step);
    }

    /// A table over one affine key column `first, first + 1, ..` and further columns of values; columns that are affine
    /// themselves cost nothing.
    int table(long first, int length, long[]... columns) {
        List<Column> list = new ArrayList<>();
        list.add(new Column.Affine(first, 1));
        for (long[] values : columns) {
            list.add(column(values));
        }
        tables.add(Shape.of(length));
        return builder.table("t" + (tables.size() - 1), length, list);
    }

    private Column column(long[] values) {
        long step = values.length > 1 ? values[1] - values[0] : 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != values[0] + i * step) {
                Column stored = builder.stored(position(), values);
                if (stored instanceof Column.Stored(int id)) {
                    tensor(id);
                }
                return stored;
            }
        }
        return new Column.Affine(values[0], step);
    }

    private int tensor(int id) {
        tensors.add((Tensor) builder.node(id));
        return id;
    }

    int sum(Shape shape, int a, int b) {
        int rank = shape.rank();
        return combine(shape, Coefficient.ZERO, List.of(Term.of(a, Coefficient.ONE, rank), Term.of(b, Coefficient.ONE, rank)));
    }

    int combine(Shape shape, LinearSum sum) {
        return combine(shape, sum.constant(), sum.terms());
    }

    /// The linear combination with integer combinations among its operands spelled out and equal operands joined. A
    /// combination that is just one of its operands is that operand; one of views of one kind is a view.
    int combine(Shape shape, Coefficient constant, List<Term> terms) {
        LinearSum sum = new LinearSum(constant);
        for (Term term : terms) {
            boolean spelled = builder.node(term.node()) instanceof Combine inner && sum.addAll(inner, term);
            if (!spelled) {
                sum.add(term);
            }
        }
        return sum.single(shape, this).orElseGet(() -> {
            List<Term> joined = sum.terms();
            View common = commonView(shape, joined);
            if (common != null) {
                Shape base = shape(common.operand());
                List<Term> operands = joined.stream()
                        .map(t -> Term.of(((View) builder.node(t.node())).operand(), t.coefficient(), base.rank())).toList();
                return view(combine(base, sum.constant(), operands), shape, common.variables());
            }
            Combine key = new Combine(0, shape, sum.constant(), joined);
            return known.computeIfAbsent(key, k -> builder.combine(shape, sum.constant(), joined));
        });
    }

    /// The view that all operands are, up to what they view, or null.
    private View commonView(Shape shape, List<Term> terms) {
        View common = null;
        for (Term term : terms) {
            if (!(builder.node(term.node()) instanceof View view) || !Arrays.equals(term.axes(), identity(shape.rank()))) {
                return null;
            }
            if (common != null && !(Arrays.equals(common.variables(), view.variables())
                    && shape(common.operand()).equals(shape(view.operand())))) {
                return null;
            }
            common = view;
        }
        return common;
    }

    int contract(int a, int[] aLabels, int b, int[] bLabels, int[] labels) {
        Contract key = new Contract(0, Shape.of(), a, b, aLabels, bLabels, labels);
        return known.computeIfAbsent(key, k -> builder.contract(a, aLabels, b, bLabels, labels));
    }

    int axisMap(int operand, List<AxisGroup> groups) {
        AxisMap key = new AxisMap(0, Shape.of(), operand, groups);
        return known.computeIfAbsent(key, k -> builder.axisMap(operand, groups));
    }

    int view(int operand, Shape shape, int[] variables) {
        if (builder.node(operand) instanceof View inner) {
            int[] composed = Arrays.stream(inner.variables()).map(v -> variables[v]).toArray();
            return view(inner.operand(), shape, composed);
        }
        boolean identity = shape.equals(shape(operand)) && Arrays.equals(variables, identity(variables.length));
        return identity ? operand
                : known.computeIfAbsent(new View(0, shape, operand, variables), k -> builder.view(operand, shape, variables));
    }

    /// The operand's cells under another shape with the same axes of length above one.
    int withUnitAxes(int operand, Shape shape) {
        return view(operand, shape, identity(shape.totalBits()));
    }

    /// Result axis `i` is the operand's axis `order[i]`.
    int transpose(int operand, int[] order) {
        Shape from = shape(operand);
        Shape to = Shape.of(Arrays.stream(order).map(from::length).toArray());
        int[] variables = new int[from.totalBits()];
        for (int i = 0; i < order.length; i++) {
            for (int b = 0; b < to.bits(i); b++) {
                variables[from.bitOffset(order[i]) + b] = to.bitOffset(i) + b;
            }
        }
        return view(operand, to, variables);
    }

    static int[] identity(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /// The circuit and its witness program as their decoders will read them, so that neither can be refused later.
    LoweredCircuit finish(OptionalInt columnBits) {
        int chosen = columnBits.orElseGet(() -> CostModel.columnBits(tensors, tables));
        Circuit circuit = CircuitCodec.decode(CircuitCodec.encode(builder.build(chosen)));
        WitnessProgram program = WitnessProgramCodec.decode(WitnessProgramCodec.encode(new WitnessProgram(steps)), circuit);
        return new LoweredCircuit(circuit, program, weights, CircuitCost.of(circuit));
    }
}
