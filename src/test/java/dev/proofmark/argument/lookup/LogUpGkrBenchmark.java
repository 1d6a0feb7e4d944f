package dev.proofmark.argument.lookup;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.lookup.prover.FractionTree;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// LogUp-GKR as proofs run it, transcript included: microseconds per proof of 2^leafBits leaves, wall-clock.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 10, time = 1)
@State(Scope.Thread)
public class LogUpGkrBenchmark {
    @Param({"15", "17", "18"})
    public int leafBits;

    @Param({"1", "2"})
    public int threads;

    private Workers workers;
    private Fr[] pads;
    private FrArray numerators;
    private FrArray denominators;

    @Setup
    public void start() {
        workers = Workers.of(threads);
        pads = new Fr[4096];
        Arrays.fill(pads, Fr.of(7).inverse());
    }

    @Setup(Level.Invocation)
    public void leaves() {
        int n = 1 << leafBits;
        int[] values = new Random(5).ints(n, 0, 1 << 16).toArray();
        numerators = FrArray.zeros(n);
        denominators = FrArray.zeros(n);
        numerators.fill(0, n, Fr.ONE);
        FrVector.affine(denominators, 0, Fr.of(3).inverse(), Fr.of(11).inverse(), values, 0, n);
    }

    @Benchmark
    public LogUpGkr.LeafClaims proof() {
        WritingConversation conversation = new WritingConversation(new Transcript());
        conversation.usePads(pads, pads);
        return LogUpGkr.run(conversation, leafBits, new FractionTree(leafBits, numerators, denominators, workers), layer -> {});
    }
}
