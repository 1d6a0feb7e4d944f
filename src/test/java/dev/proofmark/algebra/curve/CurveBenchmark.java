package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.FpArray;
import dev.proofmark.algebra.field.Fr;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Curve kernels on one thread, time per addition, per point or per hash.
///
/// On a busy machine use `-bm sample` and read the least value (p0.00).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class CurveBenchmark {
    private static final int BATCH = 2048;
    private static final int POINTS = 4096;

    private final BatchAdder adder = new BatchAdder(BATCH);
    private final FpArray outX = FpArray.zeros(BATCH + BatchAdder.slack());
    private final FpArray outY = FpArray.zeros(BATCH + BatchAdder.slack());
    private G1[] points;
    private Fr[] scalars;
    private byte[] encoded;
    private int message;

    @Setup
    public void setUp() {
        Random random = new Random(1);
        points = Points.random(POINTS, random);
        scalars = new Fr[POINTS];
        Arrays.setAll(scalars, i -> Points.uniform(random));
        encoded = new byte[POINTS * G1.ENCODED_BYTES];
        for (int i = 0; i < POINTS; i++) {
            points[i].encodeTo(encoded, i * G1.ENCODED_BYTES);
        }
        for (int i = 0; i < BATCH; i++) {
            adder.x1.set(i, points[i].x());
            adder.y1.set(i, points[i].y());
            adder.x2.set(i, points[BATCH + i].x());
            adder.y2.set(i, points[BATCH + i].y());
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public FpArray batchAdd() {
        adder.add(outX, outY, 0, BATCH);
        return outX;
    }

    @Benchmark
    @OperationsPerInvocation(1024)
    public G1 msm1024() {
        return Msm.multiply(Arrays.copyOf(points, 1024), Arrays.copyOf(scalars, 1024));
    }

    @Benchmark
    @OperationsPerInvocation(4096)
    public G1 msm4096() {
        return Msm.multiply(points, scalars);
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public G1[] decodeAll() {
        return G1.decodeAll(encoded, 0, POINTS);
    }

    @Benchmark
    public G1 decode() {
        message = (message + 1) % POINTS;
        return G1.decode(encoded, message * G1.ENCODED_BYTES);
    }

    @Benchmark
    public G1 hashToCurve() {
        return GeneratorDerivation.generator(message++);
    }

    @Benchmark
    public G1 multiply() {
        message = (message + 1) % POINTS;
        return points[message].multiply(scalars[message]);
    }
}
