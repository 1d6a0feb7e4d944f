package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Multilinear extensions of the public matrices of an `AxisMap`, and where its claims go.
///
/// **Cost** one product per one of a matrix plus the eq tables.
public final class MatrixEvaluation {
    private MatrixEvaluation() {
    }

    /// For every input index of the matrix (padded) the sum over its outputs of eq(output point, .).
    public static Fr[] column(AxisMatrix matrix, Fr[] outputPoint) {
        Fr[] eq = Multilinear.eqTable(outputPoint);
        Shape in = Shape.of(matrix.inputLengths());
        int[] inputs = in.paddedIndexes();
        int[] outputs = Shape.of(matrix.outputLengths()).paddedIndexes();
        Fr[] sums = new Fr[in.paddedSize()];
        Arrays.fill(sums, Fr.ZERO);
        matrix.forEach((output, input) -> sums[inputs[input]] = sums[inputs[input]].add(eq[outputs[output]]));
        return sums;
    }

    /// The output coordinates of each group in a claim on the map.
    public static List<Point> outputPoints(AxisMap map, Point claim) {
        List<Point> points = new ArrayList<>();
        int axis = 0;
        int at = 0;
        for (AxisGroup group : map.groups()) {
            int bits = 0;
            for (int i = 0; i < group.outputAxes(); i++) {
                bits += map.shape().bits(axis++);
            }
            points.add(claim.slice(at, at + bits));
            at += bits;
        }
        return points;
    }

    /// Number of variables of each group on the operand's side.
    public static int[] inputBits(AxisMap map, Shape operand) {
        int[] bits = new int[map.groups().size()];
        int axis = 0;
        for (int g = 0; g < bits.length; g++) {
            for (int i = 0; i < map.groups().get(g).inputAxes(); i++) {
                bits[g] += operand.bits(axis++);
            }
        }
        return bits;
    }

    /// Announces one `evaluate`.
    static void charge(AxisMap map, Conversation conversation) {
        for (AxisGroup group : map.groups()) {
            if (group.mapped()) {
                conversation.charge(Work.ENTRY, group.matrix().ones());
                conversation.charge(Work.INDEX, (long) Shape.of(group.matrix().inputLengths()).paddedSize()
                        + Shape.of(group.matrix().outputLengths()).paddedSize());
            }
        }
    }

    /// The product of the mapped groups' matrices at (output point, input point).
    static Fr evaluate(AxisMap map, Shape operand, Point claim, Point bound) {
        List<Point> outputs = outputPoints(map, claim);
        int[] bits = inputBits(map, operand);
        Fr product = Fr.ONE;
        int at = 0;
        for (int g = 0; g < bits.length; g++) {
            if (map.groups().get(g).mapped()) {
                Fr[] column = column(map.groups().get(g).matrix(), outputs.get(g).values());
                Fr[] eq = Multilinear.eqTable(bound.slice(at, at + bits[g]).values());
                Fr sum = Fr.ZERO;
                for (int i = 0; i < column.length; i++) {
                    sum = sum.add(column[i].multiply(eq[i]));
                }
                product = product.multiply(sum);
                at += bits[g];
            }
        }
        return product;
    }

    /// The operand's point: a passing axis keeps the claim's coordinates, a mapped one takes the sumcheck's.
    static Point operandPoint(AxisMap map, Shape operand, Point claim, Point bound) {
        List<Point> outputs = outputPoints(map, claim);
        int[] bits = inputBits(map, operand);
        List<Coordinate> coordinates = new ArrayList<>();
        int at = 0;
        for (int g = 0; g < bits.length; g++) {
            if (map.groups().get(g).mapped()) {
                coordinates.addAll(bound.slice(at, at + bits[g]).coordinates());
                at += bits[g];
            } else {
                coordinates.addAll(outputs.get(g).coordinates());
            }
        }
        return new Point(coordinates);
    }

    static int mappedBits(AxisMap map, Shape operand) {
        int[] bits = inputBits(map, operand);
        int sum = 0;
        for (int g = 0; g < bits.length; g++) {
            sum += map.groups().get(g).mapped() ? bits[g] : 0;
        }
        return sum;
    }
}
