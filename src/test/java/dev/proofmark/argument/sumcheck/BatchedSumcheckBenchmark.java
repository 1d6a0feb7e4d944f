package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.argument.sumcheck.prover.ProductRounds;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A whole sumcheck of a product over 2^16 positions, transcript included: nanoseconds per position.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class BatchedSumcheckBenchmark {
    private static final int BITS = 16;
    private static final int SIZE = 1 << BITS;

    /// Leading variables that carry an eq factor (degree 3).
    @Param({"0", "8"})
    public int batchBits;

    private Fr[] pads;
    private Fr[] z;
    private FrArray a;
    private FrArray b;

    @Setup
    public void start() {
        pads = new Fr[256];
        Arrays.fill(pads, Fr.of(7).inverse());
        z = new Fr[batchBits];
        Arrays.setAll(z, i -> Fr.of(i + 5).inverse());
    }

    @Setup(Level.Invocation)
    public void operands() {
        a = FrArray.zeros(SIZE);
        b = FrArray.zeros(SIZE);
        Fr step = Fr.of(1234567).inverse();
        Fr value = Fr.ONE;
        for (int i = 0; i < SIZE; i++) {
            value = value.multiply(step);
            a.set(i, value);
            b.set(SIZE - 1 - i, value);
        }
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public BatchedSumcheck.Result product() {
        WritingConversation conversation = new WritingConversation(new Transcript());
        conversation.usePads(pads, pads);
        BatchInstance instance = new BatchInstance(BITS, batchBits, AffineForm.ZERO);
        return BatchedSumcheck.run(conversation, List.of(instance), List.of(new ProductRounds(a, b, BITS, z)));
    }
}
