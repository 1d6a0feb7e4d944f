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

/// The operations of [FrVectorBenchmark] on single elements: what the kernels are measured against.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class FrBenchmark {

    private static final int N = 4096;
    private static final int PAIRS = N / 2;

    private Fr[] a;
    private Fr[] b;
    private Fr[] c;
    private Fr[] d;
    private Fr[] e;
    private Fr[] out;
    private Fr r;
    private int[] v;
    private FrArray array;

    @Setup
    public void prepare() {
        Samples samples = new Samples(99);
        array = samples.elements(N);
        a = array.toArray();
        b = samples.elements(N).toArray();
        c = samples.elements(N).toArray();
        d = samples.elements(N).toArray();
        e = samples.elements(N).toArray();
        out = new Fr[N];
        r = samples.element();
        v = samples.ints(N);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public Fr[] add() {
        for (int i = 0; i < N; i++) {
            out[i] = a[i].add(b[i]);
        }
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public Fr[] multiply() {
        for (int i = 0; i < N; i++) {
            out[i] = a[i].multiply(b[i]);
        }
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Fr[] fold() {
        return NaiveVector.fold(a, r);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public Fr dot() {
        return NaiveVector.dot(a, b);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public Fr dotOfInts() {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < N; i++) {
            sum = sum.add(Fr.of(v[i]).multiply(b[i]));
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Fr[] fractionLayer() {
        for (int i = 0; i < PAIRS; i++) {
            out[i] = a[i].multiply(b[PAIRS + i]).add(a[PAIRS + i].multiply(b[i]));
            out[PAIRS + i] = b[i].multiply(b[PAIRS + i]);
        }
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Fr[] fractionRound() {
        Fr[] sums = {Fr.ZERO, Fr.ZERO};
        for (int i = 0; i < PAIRS; i++) {
            int j = PAIRS + i;
            sums[0] = sums[0].add(e[i].multiply(a[i].multiply(d[i]).add(c[i].multiply(b[i]))));
            Fr first = a[j].subtract(a[i]).multiply(d[j].subtract(d[i]));
            Fr second = c[j].subtract(c[i]).multiply(b[j].subtract(b[i]));
            sums[1] = sums[1].add(e[i].multiply(first.add(second)));
        }
        return sums;
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Fr[] productRound() {
        Fr[] sums = {Fr.ZERO, Fr.ZERO};
        for (int i = 0; i < PAIRS; i++) {
            int j = PAIRS + i;
            sums[0] = sums[0].add(a[i].multiply(b[i]));
            sums[1] = sums[1].add(a[j].subtract(a[i]).multiply(b[j].subtract(b[i])));
        }
        return sums;
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Fr[] weightedProductRound() {
        return NaiveVector.weightedProductRound(e, a, b);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public Fr[] readFromBlocks() {
        for (int i = 0; i < N; i++) {
            out[i] = array.get(i);
        }
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public FrArray writeToBlocks() {
        for (int i = 0; i < N; i++) {
            array.set(i, a[i]);
        }
        return array;
    }

    @Benchmark
    public Fr inverse() {
        return r.inverse();
    }
}
