package dev.proofmark.proving.cost;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.lookup.FractionMessages;
import dev.proofmark.argument.lookup.LayerMessages;
import dev.proofmark.argument.lookup.prover.FractionTree;
import dev.proofmark.argument.sumcheck.EqMessages;
import dev.proofmark.argument.sumcheck.FactorRounds;
import dev.proofmark.argument.sumcheck.ProductListMessages;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Shape;
import dev.proofmark.proving.proof.ContractPoints;
import dev.proofmark.proving.proof.LeafClaimsReduction;
import dev.proofmark.proving.proof.WalkMessages;
import java.util.ArrayList;
import java.util.List;

/// The answers of a prover who only counts what each would take.
final class WorkMessages implements WalkMessages {
    private static final Fr[] COEFFICIENTS = {Fr.ZERO, Fr.ZERO, Fr.ZERO};
    private static final Fr[] CHILDREN = {Fr.ZERO, Fr.ZERO, Fr.ZERO, Fr.ZERO};

    private final Circuit circuit;
    private final WorkTally work;

    WorkMessages(Circuit circuit, WorkTally work) {
        this.circuit = circuit;
        this.work = work;
    }

    @Override
    public FractionMessages fractions(Fr alpha, Fr beta) {
        for (Constraint.Lookup lookup : circuit.lookups()) {
            work.add(Operation.LEAF_CELL, (long) lookup.operands().length * shape(lookup.operands()[0]).paddedSize());
        }
        for (LookupTable table : circuit.tables()) {
            work.add(Operation.LEAF_CELL, (table.width() + 1L) * table.shape().paddedSize());
        }
        work.add(Operation.LEAF, FractionTree.storedLeaves(LeafClaimsReduction.layout(circuit)));
        return new Tree();
    }

    @Override
    public Fr evaluate(int node, Point point) {
        work.add(Operation.EVALUATED_CELL, shape(node).paddedSize());
        work.add(Operation.EVALUATION, 1);
        return Fr.ZERO;
    }

    @Override
    public FactorRounds contract(Contract c, Point point) {
        int[] batch = c.batchAxesOfA();
        int[] summed = c.summedAxesOfA();
        List<Integer> keptOfA = new ArrayList<>();
        List<Integer> keptOfB = new ArrayList<>();
        for (int[] axes : new int[][] {batch, summed}) {
            for (int axis : axes) {
                keptOfA.add(axis);
                keptOfB.add(Contract.indexOf(c.bLabels(), c.aLabels()[axis]));
            }
        }
        fold(c.a(), keptOfA);
        fold(c.b(), keptOfB);
        ContractPoints points = new ContractPoints(circuit, c);
        return rounds(points.variables(), points.batchBits() == 0 ? Operation.FACTOR_ELEMENT : Operation.BATCH_ELEMENT);
    }

    @Override
    public FactorRounds axisMap(AxisMap m, Point point) {
        Shape operand = shape(m.operand());
        List<Integer> kept = new ArrayList<>();
        int axis = 0;
        int bits = 0;
        for (AxisGroup group : m.groups()) {
            if (group.mapped()) {
                work.add(Operation.MATRIX_ENTRY, group.matrix().ones() + Shape.of(group.matrix().inputLengths()).paddedSize()
                        + Shape.of(group.matrix().outputLengths()).paddedSize());
            }
            for (int i = 0; i < group.inputAxes(); i++) {
                if (group.mapped()) {
                    bits += operand.bits(axis);
                    kept.add(axis);
                }
                axis++;
            }
        }
        fold(m.operand(), kept);
        return rounds(bits, Operation.FACTOR_ELEMENT);
    }

    /// The axes that are folded come first, those that are kept in the order given.
    private void fold(int node, List<Integer> kept) {
        Shape shape = shape(node);
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!kept.contains(axis)) {
                order.add(axis);
            }
        }
        order.addAll(kept);
        int[] moving = order.stream().filter(axis -> shape.bits(axis) > 0).mapToInt(Integer::intValue).toArray();
        boolean inOrder = true;
        for (int i = 1; i < moving.length; i++) {
            inOrder &= moving[i] > moving[i - 1];
        }
        work.add(Operation.FOLDED_CELL, shape.paddedSize());
        work.add(Operation.PERMUTED_CELL, inOrder ? 0 : shape.paddedSize());
    }

    private FactorRounds rounds(int variables, Operation element) {
        work.add(element, 1L << variables);
        work.add(Operation.INSTANCE, 1);
        work.add(Operation.INSTANCE_ROUND, variables);
        return new Factors();
    }

    @Override
    public ProductListMessages products() {
        return (tau, products) -> new EqMessages() {
            @Override
            public Fr[] next() {
                return COEFFICIENTS;
            }

            @Override
            public void bind(Fr r, Fr z) {
            }
        };
    }

    private Shape shape(int node) {
        return circuit.node(node).shape();
    }

    private final class Tree implements FractionMessages {
        @Override
        public Fr root() {
            return Fr.ONE;
        }

        @Override
        public LayerMessages layer(int k, Fr[] z, Fr lambda) {
            work.add(Operation.LAYER_ROUND, k);
            return new Layer();
        }

        @Override
        public void join(LayerMessages layer, Fr mu) {
        }
    }

    private static final class Layer implements LayerMessages {
        @Override
        public Fr[] children() {
            return CHILDREN;
        }

        @Override
        public Fr[] next() {
            return COEFFICIENTS;
        }

        @Override
        public void bind(Fr r, Fr z) {
        }
    }

    private static final class Factors implements FactorRounds {
        @Override
        public Fr valueOfA() {
            return Fr.ZERO;
        }

        @Override
        public Fr valueOfB() {
            return Fr.ZERO;
        }

        @Override
        public Fr[] next() {
            return COEFFICIENTS;
        }

        @Override
        public void bind(Fr r) {
        }
    }
}
