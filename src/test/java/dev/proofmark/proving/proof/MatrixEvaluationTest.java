package dev.proofmark.proving.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.CountingConversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The extension of a map's matrices against the sum over all its ones.
class MatrixEvaluationTest {
    /// A window along the first axis, the second passes, the third is gathered: (5, 3, 4) to (2, 3, 3, 2, 1).
    private static final Shape OPERAND = Shape.of(5, 3, 4);
    private static final AxisMatrix WINDOW = new AxisMatrix.Window(5, 2, 3, 2, 1, 1);
    private static final AxisMatrix GATHER = new AxisMatrix.Gather(new int[] {4}, new int[] {2, 1}, new int[] {3, -1});
    private static final AxisMap MAP = new AxisMap(1, Shape.of(2, 3, 3, 2, 1), 0,
            List.of(new AxisGroup(WINDOW), AxisGroup.PASS, new AxisGroup(GATHER)));

    private final Random random = new Random(8);

    private Point point(int size) {
        List<Coordinate> coordinates = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            coordinates.add(new Coordinate(i, Fr.of(random.nextLong())));
        }
        return new Point(coordinates);
    }

    private static Fr eq(Point point, int from, int bits, int index) {
        Fr product = Fr.ONE;
        for (int b = 0; b < bits; b++) {
            Fr z = point.value(from + b);
            product = product.multiply((index >> bits - 1 - b & 1) == 1 ? z : Fr.ONE.subtract(z));
        }
        return product;
    }

    @Test
    void isTheSumOverAllOnes() {
        Point claim = point(6);
        Point bound = point(5);
        Fr window = Fr.ZERO;
        for (int o = 0; o < 2; o++) {
            for (int t = 0; t < 3; t++) {
                int i = 2 * o + t - 1;
                if (i >= 0 && i < 5) {
                    window = window.add(eq(claim, 0, 1, o).multiply(eq(claim, 1, 2, t)).multiply(eq(bound, 0, 3, i)));
                }
            }
        }
        Fr gather = eq(claim, 5, 1, 0).multiply(eq(bound, 3, 2, 3));
        assertThat(MatrixEvaluation.evaluate(MAP, OPERAND, claim, bound)).isEqualTo(window.multiply(gather));
    }

    @Test
    void pointsTakeWhatPassesFromTheClaim() {
        Point claim = point(6);
        Point bound = point(5);
        assertThat(MatrixEvaluation.mappedBits(MAP, OPERAND)).isEqualTo(5);
        assertThat(MatrixEvaluation.inputBits(MAP, OPERAND)).containsExactly(3, 2, 2);
        assertThat(MatrixEvaluation.outputPoints(MAP, claim)).containsExactly(claim.slice(0, 3), claim.slice(3, 5), claim.slice(5, 6));
        assertThat(MatrixEvaluation.operandPoint(MAP, OPERAND, claim, bound).values())
                .isEqualTo(bound.slice(0, 3).then(claim.slice(3, 5)).then(bound.slice(3, 5)).values());
    }

    /// Ones (or places where one may stand) and padded axes of every mapped group.
    @Test
    void costsItsOnesAndItsSides() {
        CountingConversation c = new CountingConversation();
        MatrixEvaluation.charge(MAP, c);
        assertThat(c.evaluation()).isEqualTo(6 + 2 * (8 + 2 * 4) + 2 + 2 * (4 + 2));
    }
}
