package dev.proofmark.circuit;

import java.util.List;

/// Public sparse matrices applied along axes. The operand's axes are cut, in order, into groups; a group passes
/// through (one axis) or is replaced by its matrix's output axes. At least one group is mapped.
public record AxisMap(int id, Shape shape, int operand, List<AxisGroup> groups) implements Expression {
    public AxisMap {
        groups = List.copyOf(groups);
    }
}
