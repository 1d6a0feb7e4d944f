package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The points at which a proof claims values of each node, as numbers: equal numbers stand for equal points.
///
/// All lookups are claimed at ends of one point, every zero constraint at a point of its own. A claim on an expression
/// becomes claims on its operands, at points that its form, its level and its own point determine.
final class ClaimPoints {
    private final List<Set<Integer>> byNode = new ArrayList<>();
    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    private final int[] heights;

    private ClaimPoints(Circuit circuit) {
        circuit.nodes().forEach(node -> byNode.add(new TreeSet<>()));
        this.heights = circuit.heights();
    }

    static ClaimPoints of(Circuit circuit) {
        ClaimPoints points = new ClaimPoints(circuit);
        for (Constraint.Lookup lookup : circuit.lookups()) {
            Arrays.stream(lookup.operands()).forEach(operand -> points.lookedUp(circuit.node(operand)));
        }
        circuit.tables().forEach(table -> points.lookedUp(circuit.node(table.multiplicity())));
        circuit.tensors(TensorKind.TABLE).forEach(points::lookedUp);
        circuit.zeros().forEach(zero -> points.add(zero.node(), List.of("zero", zero.node())));
        circuit.nodes().reversed().forEach(node -> points.reduce(circuit, node));
        return points;
    }

    Set<Integer> of(Node node) {
        return byNode.get(node.id());
    }

    int height(Node node) {
        return heights[node.id()];
    }

    private void lookedUp(Node node) {
        add(node.id(), List.of("leaf", node.shape().totalBits()));
    }

    private void add(int node, List<Object> point) {
        byNode.get(node).add(numbers.computeIfAbsent(point, p -> numbers.size()));
    }

    private void reduce(Circuit circuit, Node node) {
        for (int point : of(node)) {
            switch (node) {
                case Tensor t -> {
                }
                case Combine c -> c.terms().forEach(term -> reduce(circuit, c, term, point));
                case View v -> add(v.operand(), List.of(point, "view", Arrays.toString(v.variables())));
                case Contract c -> {
                    String form = Arrays.toString(c.aLabels()) + Arrays.toString(c.bLabels()) + Arrays.toString(c.outLabels());
                    List<Object> shapes = List.of(circuit.node(c.a()).shape(), circuit.node(c.b()).shape());
                    add(c.a(), List.of(point, "a", form, shapes, height(c)));
                    add(c.b(), List.of(point, "b", form, shapes, height(c)));
                }
                case AxisMap m -> add(m.operand(), List.of(point, "map", circuit.node(m.operand()).shape(), m.shape(),
                        m.groups().stream().map(AxisGroup::mapped).toList(), height(m)));
            }
        }
    }

    private void reduce(Circuit circuit, Combine combine, Term term, int point) {
        boolean same = circuit.node(term.node()).shape().equals(combine.shape());
        for (int axis = 0; axis < term.axes().length; axis++) {
            same &= term.axes()[axis] == axis;
        }
        if (same) {
            byNode.get(term.node()).add(point);
        } else {
            add(term.node(), List.of(point, "term", Arrays.toString(term.axes()), circuit.node(term.node()).shape(), combine.shape()));
        }
    }
}
