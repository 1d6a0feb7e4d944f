package dev.proofmark.proving.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.lookup.LeafLayout;
import dev.proofmark.argument.lookup.prover.FractionTree;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Shape;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import java.util.List;

/// Fills the leaves: numerator 1 over `alpha - fingerprint` for lookups, minus the multiplicity over the same for table rows.
///
/// **Cost** one small-integer multiply-add per leaf and column.
final class LeafFractions {
    private static final int GRAIN = 1 << 12;

    private final Circuit circuit;
    private final NodeValues values;
    private final LeafLayout layout;
    private final Fr alpha;
    private final Fr[] betas;
    private final Workers workers;
    private final FrArray numerators;
    private final FrArray denominators;

    private LeafFractions(NodeValues values, LeafLayout layout, Fr alpha, Fr[] betas, Workers workers) {
        this.circuit = values.circuit();
        this.values = values;
        this.layout = layout;
        this.alpha = alpha;
        this.betas = betas;
        this.workers = workers;
        int stored = FractionTree.storedLeaves(layout);
        this.numerators = FrArray.zeros(stored);
        this.denominators = FrArray.zeros(stored);
    }

    /// @param betas beta^0 .. beta^W
    static FractionTree tree(NodeValues values, LeafLayout layout, Fr alpha, Fr[] betas, long paddingPositions, Workers workers) {
        LeafFractions leaves = new LeafFractions(values, layout, alpha, betas, workers);
        List<Constraint.Lookup> lookups = leaves.circuit.lookups();
        for (LeafLayout.Block block : layout.blocks()) {
            if (block.isTable()) {
                leaves.table(block, leaves.circuit.tables().get(block.index()));
            } else {
                leaves.lookup(block, lookups.get(block.index()));
            }
        }
        leaves.numerators.set(layout.zeroLeaf(), Fr.of(-paddingPositions));
        leaves.denominators.set(layout.zeroLeaf(), alpha);
        leaves.denominators.fill(layout.used(), leaves.denominators.length(), Fr.ONE);
        return new FractionTree(layout.leafBits(), leaves.numerators, leaves.denominators, workers);
    }

    private void lookup(LeafLayout.Block block, Constraint.Lookup lookup) {
        LookupTable table = circuit.tables().get(lookup.table());
        IntegerTensor[] columns = new IntegerTensor[table.width()];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = values.get(lookup.operands()[j]);
        }
        numerators.fill(block.offset(), block.offset() + (1 << block.bits()), Fr.ONE);
        fingerprints(block, columns, table, circuit.node(lookup.operands()[0]).shape());
    }

    private void table(LeafLayout.Block block, LookupTable table) {
        IntegerTensor[] columns = new IntegerTensor[table.width()];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = switch (table.columns().get(j)) {
                case Column.Affine(long start, long step) -> affine(table, start, step);
                case Column.Stored(int id) -> values.get(id);
            };
        }
        IntegerTensor counts = values.get(table.multiplicity());
        if (block.bits() < 3) {
            for (int i = 0; i < 1 << block.bits(); i++) {
                numerators.set(block.offset() + i, Fr.of(-counts.get(i)));
            }
        } else {
            FrVector.affine(numerators, block.offset(), Fr.ZERO, Fr.ONE.negate(), counts.ints(), 0, 1 << block.bits());
        }
        fingerprints(block, columns, table, table.shape());
    }

    private static IntegerTensor affine(LookupTable table, long start, long step) {
        long[] rows = new long[table.shape().paddedSize()];
        for (int i = 0; i < table.length(); i++) {
            rows[i] = start + i * step;
        }
        return IntegerTensor.of(rows);
    }

    /// alpha - sum_j beta^j e_j, and minus beta^W * tag at logical positions.
    private void fingerprints(LeafLayout.Block block, IntegerTensor[] columns, LookupTable table, Shape shape) {
        Fr shift = alpha.subtract(betas[betas.length - 1].multiply(Fr.of(table.tag())));
        int size = 1 << block.bits();
        if (block.bits() < 3) {
            for (int i = 0; i < size; i++) {
                Fr value = shift;
                for (int j = 0; j < columns.length; j++) {
                    value = value.subtract(betas[j].multiply(Fr.of(columns[j].get(i))));
                }
                denominators.set(block.offset() + i, value);
            }
        } else {
            workers.forRange(size, GRAIN, (from, to) -> {
                for (int j = 0; j < columns.length; j++) {
                    add(columns[j], j, shift, block.offset() + from, from, to - from);
                }
            });
        }
        fillPadding(shape, 0, 0, block.offset());
    }

    private void add(IntegerTensor column, int j, Fr shift, int at, int from, int n) {
        Fr scale = betas[j].negate();
        if (column.isNarrow()) {
            if (j == 0) {
                FrVector.affine(denominators, at, shift, scale, column.ints(), from, n);
            } else {
                FrVector.addScaled(denominators, at, scale, column.ints(), from, n);
            }
        } else if (j == 0) {
            FrVector.affine(denominators, at, shift, scale, column.longs(), from, n);
        } else {
            FrVector.addScaled(denominators, at, scale, column.longs(), from, n);
        }
    }

    /// Padding positions hold the zero tuple without a tag: alpha.
    private void fillPadding(Shape shape, int axis, int prefix, int offset) {
        if (axis == shape.rank() || allFullFrom(shape, axis)) {
            return;
        }
        int inner = shape.totalBits() - shape.bitOffset(axis) - shape.bits(axis);
        int full = 1 << shape.bits(axis);
        int length = shape.length(axis);
        if (length < full) {
            denominators.fill(offset + ((prefix << shape.bits(axis) | length) << inner),
                    offset + ((prefix << shape.bits(axis)) + full << inner), alpha);
        }
        for (int i = 0; i < length; i++) {
            fillPadding(shape, axis + 1, prefix << shape.bits(axis) | i, offset);
        }
    }

    private static boolean allFullFrom(Shape shape, int axis) {
        for (int a = axis; a < shape.rank(); a++) {
            if (!shape.isFull(a)) {
                return false;
            }
        }
        return true;
    }
}
