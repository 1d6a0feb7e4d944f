package dev.proofmark.proving.cost;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.View;
import dev.proofmark.circuit.witness.WitnessProgram;

/// The work of integer inference: every expression once, every step of the witness program, every looked-up tuple counted.
final class IntegerWork {
    /// From so many elements in a row or column on, a contraction multiplies them together.
    private static final int ROW_ELEMENTS = 8;

    private IntegerWork() {
    }

    static void count(Circuit circuit, WitnessProgram program, WorkTally work) {
        for (Node node : circuit.nodes()) {
            switch (node) {
                case Tensor t -> {
                }
                case Combine c -> work.add(Operation.COMBINED_CELL, (c.terms().size() + 1L) * c.shape().size());
                case View v -> work.add(Operation.MOVED_CELL, v.shape().paddedSize());
                case AxisMap m -> work.add(Operation.MOVED_CELL, moved(m, circuit.node(m.operand()).shape()));
                case Contract c -> contract(c, circuit.node(c.a()).shape(), circuit.node(c.b()).shape(), work);
            }
            work.add(Operation.EXPRESSION, node instanceof Tensor ? 0 : 1);
        }
        program.steps().forEach(step -> work.add(Operation.WITNESS_CELL, circuit.node(step.target()).shape().size()));
        for (Constraint.Lookup lookup : circuit.lookups()) {
            int[] operands = lookup.operands();
            work.add(Operation.WITNESS_CELL, (long) operands.length * circuit.node(operands[0]).shape().size());
        }
    }

    /// Every one of the groups' matrices moves a slice of what the groups before it made.
    private static long moved(AxisMap map, Shape operand) {
        long cells = operand.paddedSize();
        long moved = cells;
        for (AxisGroup group : map.groups()) {
            if (group.mapped()) {
                long outside = cells / Shape.of(group.matrix().inputLengths()).paddedSize();
                moved += outside * group.matrix().ones();
                cells = outside * Shape.of(group.matrix().outputLengths()).paddedSize();
            }
        }
        return moved + cells;
    }

    private static void contract(Contract c, Shape a, Shape b, WorkTally work) {
        long batch = positions(a, c.batchAxesOfA());
        long summed = positions(a, c.summedAxesOfA());
        long rows = a.size() / batch / summed;
        long columns = b.size() / batch / summed;
        work.add(rows >= ROW_ELEMENTS || columns >= ROW_ELEMENTS ? Operation.MULTIPLY_ADD : Operation.LONE_MULTIPLY_ADD,
                batch * rows * summed * columns);
        work.add(Operation.MOVED_CELL, (long) a.paddedSize() + b.paddedSize());
    }

    private static long positions(Shape shape, int[] axes) {
        long positions = 1;
        for (int axis : axes) {
            positions *= shape.length(axis);
        }
        return positions;
    }
}
