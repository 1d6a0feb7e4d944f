package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MsmTest {
    private static final long SEED = 20_03;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 35, 100})
    void agreesWithOnePointAtATime(int n) {
        Random random = new Random(SEED + n);
        G1[] points = Points.random(n, random);
        Fr[] scalars = new Fr[n];
        for (int i = 0; i < n; i++) {
            scalars[i] = Points.scalar(random);
        }
        assertThat(Msm.multiply(points, scalars)).as("seed %d", SEED + n).isEqualTo(Points.naive(points, scalars));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1000, 2500})
    void knowsTheLogarithmOfTheSum(int n) {
        Random random = new Random(SEED + n);
        Fr[] logarithms = new Fr[n];
        JacobianPoint[] chain = new JacobianPoint[n];
        Fr step = Points.uniform(random);
        G1 stepPoint = Points.ofLogarithm(step);
        for (int i = 0; i < n; i++) {
            logarithms[i] = i == 0 ? Points.uniform(random) : logarithms[i - 1].add(step);
            chain[i] = i == 0 ? JacobianPoint.of(Points.ofLogarithm(logarithms[0])) : chain[i - 1].add(stepPoint);
        }
        G1[] points = JacobianPoint.toAffine(chain);
        Fr[] scalars = new Fr[n];
        Fr expected = Fr.ZERO;
        for (int i = 0; i < n; i++) {
            scalars[i] = Points.scalar(random);
            expected = expected.add(scalars[i].multiply(logarithms[i]));
        }
        assertThat(Msm.multiply(points, scalars)).as("seed %d", SEED + n).isEqualTo(Points.ofLogarithm(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 70, 700})
    void givesTheSameOnSeveralThreads(int n) {
        Random random = new Random(SEED + n);
        G1[] points = Points.random(n, random);
        Fr[] scalars = new Fr[n];
        Arrays.setAll(scalars, i -> Points.uniform(random));
        try (Workers workers = Workers.of(3)) {
            assertThat(BatchedPoints.sum(points, scalars, workers))
                    .as("seed %d", SEED + n)
                    .isEqualTo(Msm.multiply(points, scalars));
        }
    }

    @Test
    void theBulkKernelsAreUsedWhereTheyAreOnTheClassPath() {
        assertThat(ManyPoints.PRESENT).isInstanceOf(BatchedPoints.class);
        assertThat(ManyPoints.present(BatchedPoints.class.getName() + "Absent")).isInstanceOf(SinglePoints.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 17, 100, 333})
    void pointByPointGivesTheSame(int n) {
        Random random = new Random(SEED + n);
        G1[] points = Points.random(n, random);
        Fr[] scalars = new Fr[n];
        Arrays.setAll(scalars, i -> Points.scalar(random));
        points[2] = points[1].negate();
        points[3] = points[1];
        points[4] = G1.IDENTITY;
        scalars[2] = scalars[1];
        scalars[3] = scalars[1].negate();
        assertThat(Msm.multiply(points, scalars, new SinglePoints())).as("seed %d", SEED + n).isEqualTo(Msm.multiply(points, scalars));
        Fp[] squares = new Fp[n];
        Arrays.setAll(squares, i -> i == 0 ? Fp.ZERO : Fp.of(i));
        Fp[] roots = new SinglePoints().squareRoots(squares);
        Fp[] batched = new BatchedPoints().squareRoots(squares);
        for (int i = 0; i < n; i++) {
            assertThat(roots[i] == null).isEqualTo(batched[i] == null);
            assertThat(roots[i] == null || roots[i].square().equals(squares[i])).isTrue();
        }
    }

    /// Inputs for which additions meet equal points, opposite points and the identity at every stage.
    @Test
    void survivesEqualAndOppositePoints() {
        Random random = new Random(SEED);
        G1 a = Points.ofLogarithm(Points.uniform(random));
        for (int n : new int[] {2, 3, 16, 64, 300}) {
            G1[] same = new G1[n];
            Arrays.fill(same, a);
            G1[] opposite = same.clone();
            G1[] small = new G1[n];
            G1[] identities = new G1[n];
            for (int i = 0; i < n; i++) {
                opposite[i] = i % 2 == 0 ? a : a.negate();
                small[i] = Points.ofLogarithm(Fr.of(i % 7 - 3));
                identities[i] = i % 3 == 0 ? G1.IDENTITY : a;
            }
            Fr[] ones = new Fr[n];
            Arrays.fill(ones, Fr.ONE);
            Fr[] large = new Fr[n];
            Arrays.fill(large, Points.uniform(random));
            Fr[] mixed = new Fr[n];
            for (int i = 0; i < n; i++) {
                mixed[i] = Fr.of(i % 5 - 2);
            }
            Fr[] zeros = new Fr[n];
            Arrays.fill(zeros, Fr.ZERO);
            for (G1[] points : new G1[][] {same, opposite, small, identities}) {
                for (Fr[] scalars : new Fr[][] {ones, large, mixed, zeros}) {
                    assertThat(Msm.multiply(points, scalars)).as("n = %d", n).isEqualTo(Points.naive(points, scalars));
                }
            }
        }
    }

    /// Scalars whose signed digits carry all the way, at every window size.
    @Test
    void carriesAtTheEdgesOfScalars() {
        Random random = new Random(SEED + 1);
        G1[] points = Points.random(254, random);
        Fr[] ones = new Fr[254];
        Fr[] halves = new Fr[254];
        Fr[] nearR = new Fr[254];
        for (int i = 0; i < 254; i++) {
            ones[i] = Fr.of(BigInteger.ONE.shiftLeft(i).subtract(BigInteger.ONE));
            halves[i] = Fr.of(BigInteger.ONE.shiftLeft(i));
            nearR[i] = Fr.of(Points.R.subtract(BigInteger.ONE.shiftLeft(i).mod(Points.R)));
        }
        for (Fr[] scalars : new Fr[][] {ones, halves, nearR}) {
            for (int n : new int[] {254, 40}) {
                G1[] some = Arrays.copyOfRange(points, 254 - n, 254);
                Fr[] their = Arrays.copyOfRange(scalars, 254 - n, 254);
                assertThat(Msm.multiply(some, their)).isEqualTo(Points.naive(some, their));
            }
        }
    }

    @Test
    void leavesItsArgumentsAlone() {
        Random random = new Random(SEED + 2);
        G1[] points = Points.random(20, random);
        Fr[] scalars = new Fr[20];
        Arrays.setAll(scalars, i -> Points.uniform(random));
        G1[] pointsBefore = points.clone();
        Fr[] scalarsBefore = scalars.clone();
        Msm.multiply(points, scalars);
        assertThat(points).isEqualTo(pointsBefore);
        assertThat(scalars).isEqualTo(scalarsBefore);
    }

    @Test
    void refusesUnequalLengths() {
        assertThatThrownBy(() -> Msm.multiply(new G1[1], new Fr[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
