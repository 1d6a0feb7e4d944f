package dev.proofmark.algebra.field;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Seeded elements and integers, edge values first.
final class Samples {

    static final int[] LENGTHS = {0, 1, 2, 4, 7, 8, 9, 15, 16, 17, 19, 40, 67, 1000, 2048, 5003};

    private final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    /// Values whose balanced digits are as large as they come, then ends of the range and powers of two.
    static List<BigInteger> edges(BigInteger prime) {
        List<BigInteger> out = new ArrayList<>();
        for (int sign = -1; sign <= 1; sign += 2) {
            for (int pattern = 0; pattern < 16; pattern++) {
                BigInteger stored = BigInteger.valueOf(sign).multiply(prime.shiftRight(1).shiftRight(204).shiftLeft(204));
                for (int limb = 0; limb < 4; limb++) {
                    BigInteger digit = BigInteger.ONE.shiftLeft(50).subtract(BigInteger.ONE);
                    digit = (pattern >> limb & 1) == 0 ? digit : digit.negate().subtract(BigInteger.ONE);
                    stored = stored.add(digit.shiftLeft(51 * limb));
                }
                // stored = element * 2^255
                out.add(stored.multiply(BigInteger.TWO.modPow(BigInteger.valueOf(-255), prime)).mod(prime));
            }
        }
        for (BigInteger centre : List.of(BigInteger.ZERO, prime.shiftRight(1), BigInteger.ONE.shiftLeft(253))) {
            for (int d = -1; d <= 1; d++) {
                BigInteger v = centre.add(BigInteger.valueOf(d));
                out.add(v.mod(prime));
                out.add(v.multiply(BigInteger.TWO.modPow(BigInteger.valueOf(-255), prime)).mod(prime));
            }
        }
        return out;
    }

    FrArray elements(int n) {
        FrArray out = FrArray.zeros(n);
        List<BigInteger> edges = edges(Fr.order());
        int start = random.nextInt(edges.size());
        for (int i = 0; i < n; i++) {
            out.set(i, (i & 3) == 0 ? Fr.of(edges.get((start + i / 4) % edges.size())) : element());
        }
        return out;
    }

    FpArray baseElements(int n) {
        FpArray out = FpArray.zeros(n);
        List<BigInteger> edges = edges(Fp.order());
        int start = random.nextInt(edges.size());
        for (int i = 0; i < n; i++) {
            out.set(i, Fp.of((i & 3) == 0 ? edges.get((start + i / 4) % edges.size()) : new BigInteger(270, random)));
        }
        return out;
    }

    Fr element() {
        return Fr.of(new BigInteger(270, random));
    }

    Fr[] point(int k) {
        Fr[] out = new Fr[k];
        for (int i = 0; i < k; i++) {
            out[i] = element();
        }
        return out;
    }

    int[] ints(int n) {
        int[] edges = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 255, -128};
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            out[i] = i % 3 == 0 ? edges[i / 3 % edges.length] : random.nextInt();
        }
        return out;
    }

    long[] longs(int n) {
        long limit = 1L << 62;
        long[] edges = {0, 1, -1, limit - 1, 1 - limit, 1L << 50, -(1L << 50), (1L << 50) - 1, 1L << 51};
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            out[i] = i % 3 == 0 ? edges[i / 3 % edges.length] : random.nextLong() >> 2;
        }
        return out;
    }

    /// All elements at the two extremes, signs alternating in every way: the largest columns there are.
    static FrArray extremes(int n, int shift) {
        List<BigInteger> edges = edges(Fr.order());
        FrArray out = FrArray.zeros(n);
        for (int i = 0; i < n; i++) {
            out.set(i, Fr.of(edges.get((i >> shift) % 32)));
        }
        return out;
    }
}
