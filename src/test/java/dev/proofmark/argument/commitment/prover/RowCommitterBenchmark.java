package dev.proofmark.argument.commitment.prover;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.curve.Points;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.parallel.Workers;
import java.util.Arrays;
import java.util.Random;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Row commitments, time per cell: 2^14 small integers, 2^10 field elements.
///
/// On a busy machine use `-bm sample` and read the least value (p0.00).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RowCommitterBenchmark {
    private static final int CELLS = 1 << 14;
    private static final int ELEMENTS = 1 << 10;

    @Param({"256", "1024"})
    private int columns;

    @Param({"1", "2"})
    private int threads;

    private Workers workers;
    private RowCommitter committer;
    private final int[] signed8 = new int[CELLS];
    private final int[] signed12 = new int[CELLS];
    private final int[] bits = new int[CELLS];
    private final int[] sparse = new int[CELLS];
    private final FrArray elements = FrArray.zeros(ELEMENTS);
    private Fr[] blindings;
    private Fr[] elementBlindings;

    @Setup
    public void setUp() {
        Random random = new Random(1);
        workers = Workers.of(threads);
        committer = new RowCommitter(Generators.upTo(columns), columns, workers);
        for (int i = 0; i < CELLS; i++) {
            signed8[i] = random.nextInt(-128, 128);
            signed12[i] = random.nextInt(-2048, 2048);
            bits[i] = random.nextInt(2);
            sparse[i] = random.nextInt(50) == 0 ? random.nextInt(1000) : 0;
        }
        for (int i = 0; i < ELEMENTS; i++) {
            elements.set(i, Points.uniform(random));
        }
        blindings = new Fr[CELLS / columns];
        Arrays.setAll(blindings, i -> Points.uniform(random));
        elementBlindings = Arrays.copyOf(blindings, ELEMENTS / columns);
    }

    @TearDown
    public void tearDown() {
        workers.close();
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public G1[] signed8() {
        return committer.commit(signed8, blindings);
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public G1[] signed12() {
        return committer.commit(signed12, blindings);
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public G1[] zeroOrOne() {
        return committer.commit(bits, blindings);
    }

    @Benchmark
    @OperationsPerInvocation(CELLS)
    public G1[] oneInFifty() {
        return committer.commit(sparse, blindings);
    }

    @Benchmark
    @OperationsPerInvocation(ELEMENTS)
    public G1[] fieldElements() {
        return committer.commit(elements, elementBlindings);
    }
}
