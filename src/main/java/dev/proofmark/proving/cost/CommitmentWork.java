package dev.proofmark.proving.cost;

import dev.proofmark.algebra.curve.GeneratorSums;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.ProofWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The work of all commitments of one proof and of the randomness in them: rows of small integers by what their tables hold,
/// rows of pads, the final pads, and the masks of the opening.
final class CommitmentWork {
    /// A, B, D of the product, each with a blinding.
    private static final int PRODUCT_ELEMENTS = 3;
    /// Blindings of both masks, nonces of the product.
    private static final int MASK_ELEMENTS = 2 + 5;
    /// Rows of a single element: the product, and the nonces' K_a, K_b, K_d.
    private static final int SINGLE_ROWS = 6;
    private static final TensorKind[] SEEDED = {TensorKind.INPUT, TensorKind.WITNESS, TensorKind.PUBLIC};
    private static final TensorKind[] COMMITTED = {TensorKind.INPUT, TensorKind.WITNESS, TensorKind.MULTIPLICITY};

    private final Circuit circuit;
    private final ProofPlan plan;
    private final WorkTally work;
    private final int columns;
    private final Map<List<Integer>, Double> means = new HashMap<>();

    CommitmentWork(Circuit circuit, ProofPlan plan, WorkTally work) {
        this.circuit = circuit;
        this.plan = plan;
        this.work = work;
        this.columns = circuit.columns();
    }

    void beforeTheWalk() {
        for (TensorKind kind : SEEDED) {
            circuit.tensors(kind).forEach(t -> work.add(Operation.SEEDED_CELL, t.shape().paddedSize()));
        }
        circuit.tensors(TensorKind.PUBLIC).forEach(t -> work.add(Operation.STATED_VALUE, t.shape().size()));
        Map<Integer, Double> additions = additionsPerCell();
        long lookups = circuit.lookups().stream().mapToLong(l -> circuit.node(l.operands()[0]).shape().size()).sum();
        for (TensorKind kind : COMMITTED) {
            for (Tensor t : circuit.tensors(kind)) {
                rows(t, kind, kind == TensorKind.MULTIPLICITY ? Math.min(lookups, t.shape().size())
                        : Math.round(t.shape().size() * additions.getOrDefault(t.id(), 1.0)));
            }
        }
        int padRows = plan.padRows(circuit);
        work.add(Operation.RANDOM_ELEMENT, (long) padRows * columns + padRows + plan.finalPads() + 1);
        work.add(Operation.PAD_ADDITION, padRows * GeneratorSums.additionsOfElements(columns, columns));
        work.add(Operation.MASK_ADDITION, GeneratorSums.additionsOfElements(plan.finalPads(), plan.finalPads()));
        work.add(Operation.MESSAGE, padRows + 1L);
        work.add(Operation.GRINDING, ProofWalk.GRIND);
    }

    void afterTheWalk() {
        work.add(Operation.RANDOM_ELEMENT, PRODUCT_ELEMENTS + columns + plan.finalPads() + MASK_ELEMENTS);
        work.add(Operation.MASK_ADDITION, GeneratorSums.additionsOfElements(columns, columns)
                + GeneratorSums.additionsOfElements(plan.finalPads(), plan.finalPads())
                + SINGLE_ROWS * GeneratorSums.additionsOfElements(columns, 1));
        work.add(Operation.POINT_PRODUCT, 1);
        work.add(Operation.MESSAGE, PRODUCT_ELEMENTS);
    }

    /// @param additions of the cells
    private void rows(Tensor t, TensorKind kind, long additions) {
        int rows = circuit.layout(t).sentRows().length;
        work.add(Operation.ROW, rows);
        work.add(Operation.RANDOM_ELEMENT, rows);
        work.add(Operation.ROW_ADDITION, additions + (long) rows * GeneratorSums.additionsOfBlinding(columns));
        work.add(Operation.MESSAGE, kind == TensorKind.INPUT ? 0 : rows);
    }

    /// The additions of a cell of every committed tensor that is looked up itself: the mean over the rows of its smallest table.
    private Map<Integer, Double> additionsPerCell() {
        Map<Integer, Integer> smallest = new HashMap<>();
        Map<Integer, Double> additions = new HashMap<>();
        for (Constraint.Lookup lookup : circuit.lookups()) {
            LookupTable table = circuit.tables().get(lookup.table());
            for (int j = 0; j < table.width(); j++) {
                int operand = lookup.operands()[j];
                if (circuit.node(operand) instanceof Tensor
                        && table.length() < smallest.getOrDefault(operand, Integer.MAX_VALUE)) {
                    smallest.put(operand, table.length());
                    additions.put(operand, means.computeIfAbsent(List.of(table.index(), j),
                            key -> mean(table.length(), table.columns().get(key.getLast()))));
                }
            }
        }
        return additions;
    }

    private double mean(int rows, Column column) {
        long additions = 0;
        for (int i = 0; i < rows; i++) {
            additions += GeneratorSums.additionsOfCell(columns, Math.abs(switch (column) {
                case Column.Affine(long start, long step) -> start + step * i;
                case Column.Stored(int tensor) -> circuit.tensor(tensor).values()[i];
            }));
        }
        return (double) additions / rows;
    }
}
