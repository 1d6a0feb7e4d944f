package dev.proofmark.circuit;

import java.util.List;

/// A complete circuit: fully checked once constructed (only `CircuitBuilder` makes one; decoding replays it).
///
/// @param nodes      tensors and expressions by id, in creation order; the multiplicity tensors come last
/// @param columnBits kappa: commitment rows have `2^kappa` cells
public record Circuit(List<Node> nodes, List<LookupTable> tables, List<Constraint> constraints,
        List<Port> inputs, List<Port> outputs, int columnBits) {
    public Circuit {
        nodes = List.copyOf(nodes);
        tables = List.copyOf(tables);
        constraints = List.copyOf(constraints);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    public Node node(int id) {
        return nodes.get(id);
    }

    public Tensor tensor(int id) {
        return (Tensor) nodes.get(id);
    }

    /// Tensors of a kind in creation order.
    public List<Tensor> tensors(TensorKind kind) {
        return nodes.stream().filter(n -> n instanceof Tensor t && t.kind() == kind).map(n -> (Tensor) n).toList();
    }

    public List<Constraint.Lookup> lookups() {
        return constraints.stream().filter(c -> c instanceof Constraint.Lookup).map(c -> (Constraint.Lookup) c).toList();
    }

    public List<Constraint.Zero> zeros() {
        return constraints.stream().filter(c -> c instanceof Constraint.Zero).map(c -> (Constraint.Zero) c).toList();
    }

    /// Cells per commitment row.
    public int columns() {
        return 1 << columnBits;
    }

    /// Widest table.
    public int tableWidth() {
        return tables.stream().mapToInt(LookupTable::width).max().orElse(1);
    }

    /// For every node the number of contractions and maps on the longest way down to a tensor.
    public int[] heights() {
        int[] heights = new int[nodes.size()];
        for (Node node : nodes) {
            int highest = 0;
            for (int operand : node.operands()) {
                highest = Math.max(highest, heights[operand]);
            }
            heights[node.id()] = highest + (node instanceof Contract || node instanceof AxisMap ? 1 : 0);
        }
        return heights;
    }

    public CommitmentLayout layout(Tensor tensor) {
        return CommitmentLayout.of(tensor.shape(), columnBits);
    }
}
