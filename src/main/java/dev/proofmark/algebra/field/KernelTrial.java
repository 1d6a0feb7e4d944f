package dev.proofmark.algebra.field;

import java.util.List;
import java.util.function.Consumer;

/// Exercises two block kernels on made-up data until one has proven faster in every operation.
final class KernelTrial {

    private static final int BLOCKS = 32;
    private static final int REPEATS = 3;

    /// Rounds at full speed, enough for the compiler to be asked; then rounds with pauses, in which it can do its work; then
    /// the candidate is given up.
    private static final int EAGER_ROUNDS = 400;
    private static final int PATIENCE = 12_000;
    private static final int PAUSE_MILLIS = 5;

    private static final int N = 8 * BLOCKS;
    private static final int HALF = BLOCKS / 2 * Digits.BLOCK;

    private final double[] a = data(1);
    private final double[] b = data(2);
    private final double[] out = new double[2 * HALF];
    private final double[] other = new double[2 * HALF];
    private final double[] factor = new double[Digits.BLOCK];
    private final int[] ints = new int[N];
    private final long[] longs = new long[N];
    private final Scratch s = Scratch.ofThread();

    private final BlockKernels inUse;
    private final BlockKernels candidate;
    private final int rounds;

    KernelTrial(BlockKernels inUse, BlockKernels candidate) {
        this(inUse, candidate, PATIENCE);
    }

    KernelTrial(BlockKernels inUse, BlockKernels candidate, int rounds) {
        this.rounds = rounds;
        this.inUse = inUse;
        this.candidate = candidate;
        for (int i = 0; i < N; i++) {
            ints[i] = i * 0x9E3779B1;
            longs[i] = i * 0x9E3779B97F4A7C15L >> 2;
        }
        Scratch.repeat(factor, Fr.of(N).inverse(), Modulus.R);
    }

    private static double[] data(int seed) {
        FrArray out = FrArray.zeros(N);
        Fr x = Fr.of(seed + 1).inverse();
        for (int i = 0; i < N; i++) {
            out.set(i, x);
            x = x.multiply(x).add(Fr.ONE);
        }
        return out.digits;
    }

    private List<Consumer<BlockKernels>> exercises() {
        BlockConstants k = BlockConstants.R;
        int stride = N / 16;
        return List.of(
                x -> x.add(out, 0, a, 0, b, 0, Digits.BLOCK, BLOCKS, k, s),
                x -> x.subtract(out, 0, a, 0, b, 0, Digits.BLOCK, BLOCKS, k, s),
                x -> x.multiplyAdd(out, 0, a, 0, b, 0, Digits.BLOCK, Scratch.ZERO, 0, 0, BLOCKS, k, s),
                x -> x.fold(out, 0, a, 0, HALF, factor, BLOCKS / 2, k, s),
                x -> x.fractionLayer(out, other, 0, a, b, 0, HALF, BLOCKS / 2, k, s),
                x -> x.dot(s.clearedSums(1), a, 0, b, 0, BLOCKS, s),
                x -> x.productRound(s.clearedSums(2), a, 0, b, 0, HALF, BLOCKS / 2, s),
                x -> x.weightedProductRound(s.clearedSums(3), true, b, 0, a, 0, b, 0, HALF, BLOCKS / 2, k, s),
                x -> x.fractionRound(s.clearedSums(2), b, 0, a, 0, b, 0, b, 0, a, 0, HALF, BLOCKS / 2, k, s),
                x -> x.dot(s.clearedSums(1), ints, 0, b, 0, BLOCKS, s),
                x -> x.dot(s.clearedSums(1), longs, 0, b, 0, BLOCKS, s),
                x -> x.rows(out, 0, ints, 0, stride, 16, a, 2, k, s),
                x -> x.rows(out, 0, longs, 0, stride, 16, a, 2, k, s),
                x -> x.affine(out, 0, factor, ints, 0, a, 0, Digits.BLOCK, BLOCKS, k, s),
                x -> x.affine(out, 0, factor, longs, 0, a, 0, Digits.BLOCK, BLOCKS, k, s));
    }

    /// Compares best times, which other load can only delay.
    boolean candidateIsFaster() throws InterruptedException {
        for (Consumer<BlockKernels> exercise : exercises()) {
            long usual = Long.MAX_VALUE;
            long tried = Long.MAX_VALUE;
            for (int round = 0; round < rounds && tried >= usual; round++) {
                if (round > EAGER_ROUNDS) {
                    Thread.sleep(PAUSE_MILLIS);
                }
                usual = Math.min(usual, time(exercise, inUse));
                tried = Math.min(tried, time(exercise, candidate));
            }
            if (tried >= usual) {
                return false;
            }
        }
        return true;
    }

    private static long time(Consumer<BlockKernels> exercise, BlockKernels kernels) {
        long start = System.nanoTime();
        for (int i = 0; i < REPEATS; i++) {
            exercise.accept(kernels);
        }
        return System.nanoTime() - start;
    }
}
