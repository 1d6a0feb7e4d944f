package dev.proofmark.proving.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.lookup.FractionMessages;
import dev.proofmark.argument.sumcheck.ProductListMessages;
import dev.proofmark.argument.sumcheck.prover.ProductListRounds;
import dev.proofmark.argument.sumcheck.prover.ProductRounds;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Shape;
import dev.proofmark.proving.proof.ContractPoints;
import dev.proofmark.proving.proof.LeafClaimsReduction;
import dev.proofmark.proving.proof.MatrixEvaluation;
import dev.proofmark.proving.proof.WalkMessages;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import java.util.ArrayList;
import java.util.List;

/// The prover's answers during the walk, computed from the integer values of all nodes.
final class CircuitProver implements WalkMessages {
    private static final int ROW_BITS = 10;

    private final Circuit circuit;
    private final NodeValues values;
    private final WritingConversation own;
    private final Workers workers;

    /// @param own reveals what is behind the forms of the product list
    CircuitProver(NodeValues values, WritingConversation own, Workers workers) {
        this.circuit = values.circuit();
        this.values = values;
        this.own = own;
        this.workers = workers;
    }

    @Override
    public FractionMessages fractions(Fr alpha, Fr beta) {
        return LeafFractions.tree(values, LeafClaimsReduction.layout(circuit), alpha,
                LeafClaimsReduction.powers(beta, circuit.tableWidth()), LeafClaimsReduction.paddingPositions(circuit), workers);
    }

    @Override
    public ProductListMessages products() {
        return (tau, products) -> new ProductListRounds(tau.values(), products, own);
    }

    @Override
    public Fr evaluate(int node, Point point) {
        IntegerTensor tensor = values.get(node);
        int low = Math.min(ROW_BITS, point.size());
        int columns = 1 << low;
        FrArray inner = FrVector.eqTable(point.last(low).values());
        if (low == point.size()) {
            return tensor.isNarrow() ? FrVector.dot(tensor.ints(), 0, inner, 0, columns)
                    : FrVector.dot(tensor.longs(), 0, inner, 0, columns);
        }
        FrArray outer = FrVector.eqTable(point.slice(0, point.size() - low).values());
        FrArray row = FrArray.zeros(columns);
        TensorFold.accumulate(tensor, outer.length(), outer, row, columns, workers);
        return FrVector.dot(row, 0, inner, 0, columns);
    }

    @Override
    public ProductRounds contract(Contract c, Point point) {
        ContractPoints points = new ContractPoints(circuit, c);
        int[] batch = c.batchAxesOfA();
        int[] summed = c.summedAxesOfA();
        int[] sharedA = new int[batch.length + summed.length];
        System.arraycopy(batch, 0, sharedA, 0, batch.length);
        System.arraycopy(summed, 0, sharedA, batch.length, summed.length);
        int[] sharedB = new int[sharedA.length];
        for (int i = 0; i < sharedA.length; i++) {
            sharedB[i] = Contract.indexOf(c.bLabels(), c.aLabels()[sharedA[i]]);
        }
        FrArray a = fold(c.a(), c.aLabels(), c.bLabels(), sharedA, points, point);
        FrArray b = fold(c.b(), c.bLabels(), c.aLabels(), sharedB, points, point);
        return new ProductRounds(a, b, points.variables(), points.batchPoint(point).values());
    }

    private FrArray fold(int node, int[] labels, int[] others, int[] kept, ContractPoints points, Point point) {
        Shape shape = circuit.node(node).shape();
        Point[] folded = new Point[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (Contract.indexOf(others, labels[i]) < 0) {
                folded[i] = points.ofResult(labels[i], point);
            }
        }
        return TensorFold.fold(values.get(node), shape, kept, folded, workers);
    }

    @Override
    public ProductRounds axisMap(AxisMap m, Point point) {
        Shape shape = circuit.node(m.operand()).shape();
        List<Point> outputs = MatrixEvaluation.outputPoints(m, point);
        Point[] folded = new Point[shape.rank()];
        List<Integer> kept = new ArrayList<>();
        List<Fr[]> columns = new ArrayList<>();
        int axis = 0;
        for (int g = 0; g < m.groups().size(); g++) {
            AxisGroup group = m.groups().get(g);
            if (group.mapped()) {
                columns.add(MatrixEvaluation.column(group.matrix(), outputs.get(g).values()));
                for (int i = 0; i < group.inputAxes(); i++) {
                    kept.add(axis++);
                }
            } else {
                folded[axis++] = outputs.get(g);
            }
        }
        FrArray operand = TensorFold.fold(values.get(m.operand()), shape,
                kept.stream().mapToInt(Integer::intValue).toArray(), folded, workers);
        FrArray matrix = outer(columns, operand.length());
        return new ProductRounds(operand, matrix, Integer.numberOfTrailingZeros(operand.length()), new Fr[0]);
    }

    /// The outer product of the groups' columns, first group slowest.
    private static FrArray outer(List<Fr[]> columns, int size) {
        Fr[] product = {Fr.ONE};
        for (Fr[] column : columns) {
            Fr[] next = new Fr[product.length * column.length];
            for (int i = 0; i < product.length; i++) {
                for (int j = 0; j < column.length; j++) {
                    next[i * column.length + j] = product[i].multiply(column[j]);
                }
            }
            product = next;
        }
        FrArray all = FrArray.zeros(size);
        for (int i = 0; i < size; i++) {
            all.set(i, product[i]);
        }
        return all;
    }
}
