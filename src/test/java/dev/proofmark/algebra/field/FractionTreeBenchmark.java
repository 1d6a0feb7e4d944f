package dev.proofmark.algebra.field;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// All the field work of a LogUp-GKR prover over 2^18 leaves with numerators 1, on one thread, nanoseconds per leaf: the
/// tree, and for every layer the eq tables, round evaluations and folds at given challenges. No transcript.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@State(Scope.Thread)
public class FractionTreeBenchmark {

    private static final int BITS = 18;
    private static final int LEAVES = 1 << BITS;

    private final FrArray[] p = new FrArray[BITS + 1];
    private final FrArray[] q = new FrArray[BITS + 1];
    private FrArray leaves;
    private FrArray[] spare;
    private Fr[] challenges;
    private Fr lambda;

    @Setup
    public void prepare() {
        Samples samples = new Samples(4);
        leaves = samples.elements(LEAVES);
        lambda = samples.element();
        challenges = samples.point(BITS);
        for (int k = 0; k < BITS; k++) {
            p[k] = FrArray.zeros(1 << k);
            q[k] = FrArray.zeros(1 << k);
        }
        spare = new FrArray[] {FrArray.zeros(LEAVES / 4), FrArray.zeros(LEAVES / 4), FrArray.zeros(LEAVES / 4),
            FrArray.zeros(LEAVES / 4)};
    }

    @Benchmark
    @OperationsPerInvocation(LEAVES)
    public Fr all() {
        tree();
        Fr last = leafLayer();
        for (int k = BITS - 2; k >= 4; k--) {
            last = last.add(layer(k));
        }
        return last;
    }

    @Benchmark
    @OperationsPerInvocation(LEAVES)
    public FrArray tree() {
        FrVector.unitFractionLayer(leaves, 0, LEAVES, p[BITS - 1], q[BITS - 1], 0);
        for (int k = BITS - 2; k >= 0; k--) {
            FrVector.fractionLayer(p[k + 1], q[k + 1], 0, 2 << k, p[k], q[k], 0);
        }
        return p[0];
    }

    @Benchmark
    @OperationsPerInvocation(LEAVES)
    public Fr leafLayer() {
        int n = LEAVES / 2;
        FrArray[] e = FrVector.suffixEqTables(java.util.Arrays.copyOf(challenges, BITS - 1));
        Fr inverse = lambda;
        FrArray a = leaves;
        FrArray b = FrArray.zeros(n);
        FrVector.shift(b, 0, leaves, n, inverse, n);
        Fr sum = Fr.ZERO;
        int round = 0;
        int bAt = 0;
        while (n > 1) {
            Fr[] s = FrVector.eqProductRound(e[round + 1], 0, a, 0, b, bAt, n);
            sum = sum.add(s[0]).add(s[1]);
            FrVector.fold(a, 0, n, challenges[round], spare[0], 0);
            FrVector.fold(b, bAt, n, challenges[round], spare[1], 0);
            a = spare[0];
            b = spare[1];
            n /= 2;
            round++;
        }
        return sum;
    }

    /// The layer with 2^k nodes, whose children are the 2^(k+1) nodes above.
    private Fr layer(int k) {
        int n = 1 << k;
        FrArray[] e = FrVector.suffixEqTables(java.util.Arrays.copyOf(challenges, k));
        FrVector.addScaled(p[k + 1], n, q[k + 1], n, lambda, n);
        FrArray[] x = {p[k + 1], q[k + 1], p[k + 1], q[k + 1]};
        int far = n;
        Fr sum = Fr.ZERO;
        for (int round = 0; n > 1; round++) {
            Fr[] s = FrVector.fractionRound(e[round + 1], 0, x[0], 0, x[1], 0, x[2], far, x[3], far, n);
            sum = sum.add(s[0]).add(s[1]);
            for (int i = 0; i < 4; i++) {
                FrVector.fold(x[i], i < 2 ? 0 : far, n, challenges[round], spare[i], 0);
                x[i] = spare[i];
            }
            far = 0;
            n /= 2;
        }
        return sum;
    }
}
