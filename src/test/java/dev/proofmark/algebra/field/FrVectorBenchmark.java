package dev.proofmark.algebra.field;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The bulk kernels, nanoseconds per element, output element or pair, on fresh data of 4,096 elements. Single elements:
/// [FrBenchmark].
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class FrVectorBenchmark {

    private static final int N = 4096;
    private static final int PAIRS = N / 2;
    private static final int ROWS = 256;
    private static final int COLUMNS = 1024;

    @Param({"vector", "plain"})
    public String kernels;

    private Elementwise elementwise;
    private Halves halves;
    private IntegerProducts integers;
    private BlockKernels chosen;

    private FrArray a;
    private FrArray b;
    private FrArray c;
    private FrArray d;
    private FrArray e;
    private FrArray out;
    private FrArray other;
    private FrArray weights;
    private Fr r;
    private int[] v;

    @Setup
    public void prepare() {
        chosen = kernels.equals("vector") ? Kernels.vector() : new PlainKernels();
        elementwise = new Elementwise(chosen, BlockConstants.R);
        halves = new Halves(chosen);
        integers = new IntegerProducts(chosen);
        Samples samples = new Samples(99);
        a = samples.elements(N);
        b = samples.elements(N);
        c = samples.elements(N);
        d = samples.elements(N);
        e = samples.elements(N);
        out = FrArray.zeros(N);
        other = FrArray.zeros(N);
        weights = samples.elements(ROWS);
        r = samples.element();
        v = samples.ints(ROWS * COLUMNS);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public FrArray add() {
        elementwise.add(out, 0, a, 0, b, 0, N);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public FrArray multiply() {
        elementwise.multiply(out, 0, a, 0, b, 0, N);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public FrArray fold() {
        halves.fold(a, 0, PAIRS, PAIRS, r, out, 0);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public Fr dot() {
        return Sums.dot(chosen, a, 0, b, 0, N);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public Fr dotOfInts() {
        return integers.dot(v, 0, b, 0, N);
    }

    @Benchmark
    @OperationsPerInvocation(N)
    public FrArray affineOfInts() {
        integers.affine(out, 0, r, r, v, 0, N);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS * COLUMNS)
    public FrArray accumulateRows() {
        integers.accumulateRows(v, 0, COLUMNS, ROWS, weights, 0, out, 0, COLUMNS);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public FrArray fractionLayer() {
        halves.fractionLayer(a, b, 0, PAIRS, PAIRS, out, other, 0);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Fr[] fractionRound() {
        return halves.fractionRound(e, 0, a, 0, b, 0, c, 0, d, 0, PAIRS, PAIRS);
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Fr[] productRound() {
        return halves.productRound(a, 0, b, 0, PAIRS, PAIRS);
    }

    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public Fr[] weightedProductRound() {
        return halves.weightedProductRound(true, e, 0, a, 0, b, 0, PAIRS, PAIRS);
    }
}
