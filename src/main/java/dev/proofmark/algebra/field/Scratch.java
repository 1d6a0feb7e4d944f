package dev.proofmark.algebra.field;

import java.util.Arrays;

/// Working space of one thread's bulk operations, so that they allocate nothing per element.
final class Scratch {

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /// Columns of one block: ten of eight lanes.
    static final int COLUMNS = 10 * Digits.LANES;

    /// Columns of the two blocks under reduction.
    final long[] columns = new long[2 * COLUMNS];

    /// Three running sums.
    final long[] sums = new long[3 * COLUMNS];

    /// Reduced intermediate blocks, and one that takes the output of an absent second block.
    final double[] inner = new double[2 * Digits.BLOCK];
    final double[] unused = new double[Digits.BLOCK];

    /// A block with one element in every lane; and one staged block of an operand.
    final double[] repeated = new double[Digits.BLOCK];
    private final double[] shifted = new double[Digits.BLOCK];
    final double[] staged = new double[Digits.BLOCK];

    /// Row weights in double Montgomery form.
    final FrArray weights = FrArray.zeros(BlockKernels.SUM_BLOCKS);

    /// The last, partial blocks of columns of at most 256 rows.
    final int[] ints = new int[BlockKernels.SUM_BLOCKS * Digits.LANES];
    final long[] longs = new long[BlockKernels.SUM_BLOCKS * Digits.LANES];

    static final double[] ZERO = new double[Digits.BLOCK];

    private PlainChunk plain;

    private Scratch() {
    }

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /// Made when a plain kernel first asks for it.
    PlainChunk plain() {
        if (plain == null) {
            plain = new PlainChunk();
        }
        return plain;
    }

    /// The first `count` sums, cleared.
    long[] clearedSums(int count) {
        Arrays.fill(sums, 0, count * COLUMNS, 0);
        return sums;
    }

    double[] repeated(Residue x, Modulus m) {
        repeat(repeated, x, m);
        return repeated;
    }

    double[] shift(Fr x) {
        repeat(shifted, x, Modulus.R);
        return shifted;
    }

    static void repeat(double[] block, Residue x, Modulus m) {
        Digits.write(block, 0, x, m);
        for (int limb = 0; limb < Digits.BLOCK; limb += Digits.LANES) {
            Arrays.fill(block, limb + 1, limb + Digits.LANES, block[limb]);
        }
    }
}
