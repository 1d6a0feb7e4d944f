package dev.proofmark.proving.proof;

import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Shape;
import java.util.ArrayList;
import java.util.List;

/// Where the claims of a contraction go: its sumcheck's variables are the batch labels, then the summed ones, in the
/// first operand's order.
public final class ContractPoints {
    private final Contract contract;
    private final Shape a;
    private final Shape b;

    public ContractPoints(Circuit circuit, Contract contract) {
        this.contract = contract;
        this.a = circuit.node(contract.a()).shape();
        this.b = circuit.node(contract.b()).shape();
    }

    public int batchBits() {
        return bits(contract.batchAxesOfA());
    }

    public int variables() {
        return batchBits() + bits(contract.summedAxesOfA());
    }

    private int bits(int[] axes) {
        int sum = 0;
        for (int axis : axes) {
            sum += a.bits(axis);
        }
        return sum;
    }

    /// The claim's coordinates of the batch labels, in the sumcheck's order.
    public Point batchPoint(Point claim) {
        List<Coordinate> coordinates = new ArrayList<>();
        for (int axis : contract.batchAxesOfA()) {
            coordinates.addAll(ofResult(contract.aLabels()[axis], claim).coordinates());
        }
        return new Point(coordinates);
    }

    /// The claim's coordinates of a label of the result.
    public Point ofResult(int label, Point claim) {
        int axis = Contract.indexOf(contract.outLabels(), label);
        int from = contract.shape().bitOffset(axis);
        return claim.slice(from, from + contract.shape().bits(axis));
    }

    Point aPoint(Point claim, Point bound) {
        return operandPoint(contract.aLabels(), contract.bLabels(), claim, bound);
    }

    Point bPoint(Point claim, Point bound) {
        return operandPoint(contract.bLabels(), contract.aLabels(), claim, bound);
    }

    private Point operandPoint(int[] labels, int[] others, Point claim, Point bound) {
        List<Coordinate> coordinates = new ArrayList<>();
        for (int label : labels) {
            boolean shared = Contract.indexOf(others, label) >= 0;
            coordinates.addAll((shared ? ofSumcheck(label, bound) : ofResult(label, claim)).coordinates());
        }
        return new Point(coordinates);
    }

    private Point ofSumcheck(int label, Point bound) {
        int at = 0;
        for (int[] axes : new int[][] {contract.batchAxesOfA(), contract.summedAxesOfA()}) {
            for (int axis : axes) {
                if (contract.aLabels()[axis] == label) {
                    return bound.slice(at, at + a.bits(axis));
                }
                at += a.bits(axis);
            }
        }
        throw new IllegalStateException("label " + label + " is not shared");
    }
}
