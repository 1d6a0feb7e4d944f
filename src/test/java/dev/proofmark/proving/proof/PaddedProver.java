package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.lookup.LeafLayout;
import dev.proofmark.argument.lookup.prover.FractionTree;
import dev.proofmark.argument.sumcheck.ProductListMessages;
import dev.proofmark.argument.sumcheck.prover.ProductListRounds;
import dev.proofmark.argument.sumcheck.prover.ProductRounds;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Shape;
import java.util.Arrays;
import java.util.List;

/// A prover that follows the protocol with whatever values it is given, true or not: slow, over the padded cubes.
public final class PaddedProver implements WalkMessages {
    private final WeakenedWalk walk;
    private final FieldValues values;
    private final WritingConversation own;

    public PaddedProver(WeakenedWalk walk, FieldValues values, WritingConversation own) {
        this.walk = walk;
        this.values = values;
        this.own = own;
    }

    @Override
    public FractionTree fractions(Fr alpha, Fr beta) {
        LeafLayout layout = walk.layout();
        Fr[] betas = LeafClaimsReduction.powers(beta, walk.circuit().tableWidth());
        int stored = FractionTree.storedLeaves(layout);
        FrArray numerators = FrArray.zeros(stored);
        FrArray denominators = FrArray.zeros(stored);
        denominators.fill(0, stored, Fr.ONE);
        for (LeafLayout.Block block : layout.blocks()) {
            for (int i = 0; i < 1 << block.bits(); i++) {
                Fr fingerprint = Fr.ZERO;
                LookupTable table;
                boolean tagged;
                Fr numerator;
                if (block.isTable()) {
                    table = walk.circuit().tables().get(block.index());
                    for (int j = 0; j < table.width(); j++) {
                        fingerprint = fingerprint.add(betas[j].multiply(cell(table, j, i)));
                    }
                    tagged = walk.weakness().is(Weakness.Kind.TAGGED_TABLES) || i < table.length();
                    numerator = values.get(table.multiplicity())[i].negate();
                } else {
                    Constraint.Lookup lookup = walk.lookups().get(block.index());
                    table = walk.circuit().tables().get(lookup.table());
                    for (int j = 0; j < lookup.operands().length; j++) {
                        fingerprint = fingerprint.add(betas[j].multiply(values.get(lookup.operands()[j])[i]));
                    }
                    tagged = walk.weakness().is(Weakness.Kind.TAGGED_PADDING) || FieldValues.logical(walk.shape(lookup), i);
                    numerator = Fr.ONE;
                }
                if (tagged) {
                    fingerprint = fingerprint.add(betas[betas.length - 1].multiply(Fr.of(table.tag())));
                }
                numerators.set(block.offset() + i, numerator);
                denominators.set(block.offset() + i, alpha.subtract(fingerprint));
            }
        }
        numerators.set(layout.zeroLeaf(), Fr.of(-walk.padding()));
        denominators.set(layout.zeroLeaf(), alpha);
        return new FractionTree(layout.leafBits(), numerators, denominators, Workers.sequential());
    }

    /// The table's value in a row, zero in its padding.
    private Fr cell(LookupTable table, int column, int row) {
        return row >= table.length() ? Fr.ZERO : switch (table.columns().get(column)) {
            case Column.Affine(long start, long step) -> Fr.of(start + row * step);
            case Column.Stored(int id) -> values.get(id)[row];
        };
    }

    @Override
    public ProductListMessages products() {
        return (tau, products) -> new ProductListRounds(tau.values(), products, own);
    }

    @Override
    public Fr evaluate(int node, Point point) {
        Fr[] eq = FrVector.eqTable(point.values()).toArray();
        Fr[] cells = values.get(node);
        Fr sum = Fr.ZERO;
        for (int i = 0; i < eq.length; i++) {
            sum = sum.add(eq[i].multiply(cells[i]));
        }
        return sum;
    }

    @Override
    public ProductRounds contract(Contract c, Point point) {
        ContractPoints points = new ContractPoints(walk.circuit(), c);
        int[] shared = new int[c.aLabels().length];
        int n = 0;
        for (int[] axes : new int[][] {c.batchAxesOfA(), c.summedAxesOfA()}) {
            for (int axis : axes) {
                shared[n++] = c.aLabels()[axis];
            }
        }
        shared = Arrays.copyOf(shared, n);
        FrArray a = fold(c.a(), c.aLabels(), shared, points, point);
        FrArray b = fold(c.b(), c.bLabels(), shared, points, point);
        return new ProductRounds(a, b, points.variables(), points.batchPoint(point).values());
    }

    private FrArray fold(int node, int[] labels, int[] shared, ContractPoints points, Point claim) {
        Shape shape = walk.circuit().node(node).shape();
        Fr[] cells = values.get(node);
        int bits = points.variables();
        Fr[] sums = new Fr[1 << bits];
        Arrays.fill(sums, Fr.ZERO);
        for (int i = 0; i < cells.length; i++) {
            int at = 0;
            for (int label : shared) {
                int axis = Contract.indexOf(labels, label);
                at = at << shape.bits(axis) | FieldValues.part(shape, axis, i);
            }
            Fr weight = Fr.ONE;
            for (int axis = 0; axis < labels.length; axis++) {
                if (Contract.indexOf(shared, labels[axis]) < 0) {
                    weight = weight
                            .multiply(Multilinear.eqAt(points.ofResult(labels[axis], claim).values(), FieldValues.part(shape, axis, i)));
                }
            }
            sums[at] = sums[at].add(weight.multiply(cells[i]));
        }
        return FrArray.of(sums);
    }

    @Override
    public ProductRounds axisMap(AxisMap m, Point claim) {
        Shape shape = walk.circuit().node(m.operand()).shape();
        List<Point> outputs = MatrixEvaluation.outputPoints(m, claim);
        int bits = MatrixEvaluation.mappedBits(m, shape);
        Fr[] operand = new Fr[1 << bits];
        Arrays.fill(operand, Fr.ZERO);
        Fr[] matrix = new Fr[1 << bits];
        Fr[] cells = values.get(m.operand());
        for (int i = 0; i < cells.length; i++) {
            Fr weight = Fr.ONE;
            Fr entry = Fr.ONE;
            int at = 0;
            int axis = 0;
            for (int g = 0; g < m.groups().size(); g++) {
                AxisGroup group = m.groups().get(g);
                int index = 0;
                int width = 0;
                for (int a = 0; a < group.inputAxes(); a++, axis++) {
                    index = index << shape.bits(axis) | FieldValues.part(shape, axis, i);
                    width += shape.bits(axis);
                }
                if (group.mapped()) {
                    at = at << width | index;
                    entry = entry.multiply(MatrixEvaluation.column(group.matrix(), outputs.get(g).values())[index]);
                } else {
                    weight = weight.multiply(Multilinear.eqAt(outputs.get(g).values(), index));
                }
            }
            operand[at] = operand[at].add(weight.multiply(cells[i]));
            matrix[at] = entry;
        }
        return new ProductRounds(FrArray.of(operand), FrArray.of(matrix), bits, new Fr[0]);
    }
}
