package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.lookup.LeafLayout;
import dev.proofmark.argument.lookup.LogUpGkr;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.AffineSum;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Shape;
import java.util.Arrays;
import java.util.List;

/// Takes the claims on the leaves' numerators and denominators to claims on looked-up columns, table columns and
/// multiplicities: two linear relations.
public final class LeafClaimsReduction {
    private LeafClaimsReduction() {
    }

    public static LeafLayout layout(Circuit circuit) {
        return LeafLayout.of(
                circuit.lookups().stream().mapToInt(l -> shape(circuit, l).totalBits()).toArray(),
                circuit.tables().stream().mapToInt(t -> t.shape().totalBits()).toArray());
    }

    static Shape shape(Circuit circuit, Constraint.Lookup lookup) {
        return circuit.node(lookup.operands()[0]).shape();
    }

    /// How many padding positions all lookups have: the use count of the zero tuple.
    public static long paddingPositions(Circuit circuit) {
        return circuit.lookups().stream().map(l -> shape(circuit, l)).mapToLong(s -> s.paddedSize() - s.size()).sum();
    }

    static void run(Conversation c, Circuit circuit, LeafLayout layout, LogUpGkr.LeafClaims leaves, Fr alpha, Fr beta,
            ClaimLedger ledger, WalkMessages messages) {
        Fr[] z = leaves.point().values();
        Fr[] betas = powers(beta, circuit.tableWidth());
        List<Constraint.Lookup> lookups = circuit.lookups();
        AffineSum p = new AffineSum();
        AffineSum q = new AffineSum();
        Fr covered = Fr.ZERO;
        for (LeafLayout.Block block : layout.blocks()) {
            c.charge(Work.BLOCK, 1);
            int high = layout.leafBits() - block.bits();
            Fr weight = Multilinear.eqAt(Arrays.copyOf(z, high), block.offset() >> block.bits());
            Point low = leaves.point().last(block.bits());
            covered = covered.add(weight);
            AffineForm fingerprint;
            if (block.isTable()) {
                LookupTable table = circuit.tables().get(block.index());
                fingerprint = columns(table, low, betas, ledger, messages)
                        .plus(tag(table.shape(), table, low, betas));
                int counts = table.multiplicity();
                AffineForm multiplicity = ledger.evaluate(counts, low, Label.LEAF_COLUMN, () -> messages.evaluate(counts, low));
                p.add(multiplicity, weight.negate());
            } else {
                Constraint.Lookup lookup = lookups.get(block.index());
                fingerprint = operands(lookup, low, betas, ledger, messages)
                        .plus(tag(shape(circuit, lookup), circuit.tables().get(lookup.table()), low, betas));
                p.add(weight);
            }
            q.add(fingerprint, weight.negate());
            q.add(alpha.multiply(weight));
        }
        Fr zeroWeight = Multilinear.eqAt(z, layout.zeroLeaf());
        p.add(zeroWeight.multiply(Fr.of(-paddingPositions(circuit))));
        q.add(zeroWeight.multiply(alpha).add(Fr.ONE).subtract(covered).subtract(zeroWeight));
        c.relations().zero(leaves.numerator().minus(p.total()));
        c.relations().zero(leaves.denominator().minus(q.total()));
    }

    private static AffineForm operands(Constraint.Lookup lookup, Point point, Fr[] betas, ClaimLedger ledger, WalkMessages messages) {
        AffineForm sum = AffineForm.ZERO;
        for (int j = 0; j < lookup.operands().length; j++) {
            int operand = lookup.operands()[j];
            AffineForm value = ledger.evaluate(operand, point, Label.LEAF_COLUMN, () -> messages.evaluate(operand, point));
            sum = sum.plus(value.times(betas[j]));
        }
        return sum;
    }

    private static AffineForm columns(LookupTable table, Point point, Fr[] betas, ClaimLedger ledger, WalkMessages messages) {
        AffineForm sum = AffineForm.ZERO;
        for (int j = 0; j < table.width(); j++) {
            AffineForm value = switch (table.columns().get(j)) {
                case Column.Affine(long start, long step) -> AffineForm.constant(
                        Fr.of(start).multiply(Multilinear.mask(point.values(), table.length()))
                                .add(Fr.of(step).multiply(Multilinear.maskedIndex(point.values(), table.length()))));
                case Column.Stored(int id) ->
                        ledger.evaluate(id, point, Label.LEAF_COLUMN, () -> messages.evaluate(id, point));
            };
            sum = sum.plus(value.times(betas[j]));
        }
        return sum;
    }

    /// beta^W * tag * mask.
    private static Fr tag(Shape shape, LookupTable table, Point point, Fr[] betas) {
        return betas[betas.length - 1].multiply(Fr.of(table.tag())).multiply(mask(shape, point));
    }

    static Fr mask(Shape shape, Point point) {
        Fr product = Fr.ONE;
        for (int a = 0; a < shape.rank(); a++) {
            product = product.multiply(axisMask(shape, a, point));
        }
        return product;
    }

    static Fr axisMask(Shape shape, int axis, Point point) {
        int from = shape.bitOffset(axis);
        return shape.isFull(axis) ? Fr.ONE
                : Multilinear.mask(point.slice(from, from + shape.bits(axis)).values(), shape.length(axis));
    }

    /// beta^0 .. beta^width.
    public static Fr[] powers(Fr beta, int width) {
        Fr[] powers = new Fr[width + 1];
        powers[0] = Fr.ONE;
        for (int j = 1; j <= width; j++) {
            powers[j] = powers[j - 1].multiply(beta);
        }
        return powers;
    }
}
