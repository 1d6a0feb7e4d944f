package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fr;

/// Scalars as signed digits: k = sum_w 2^(bits w) d_w with -2^(bits - 1) < d_w <= 2^(bits - 1).
final class SignedDigits {
    private final int bits;
    private final int windows;

    /// For windows of 2 to 16 bits.
    SignedDigits(int bits) {
        this.bits = bits;
        this.windows = windows(bits);
    }

    /// How many digits any scalar below r < 2^254 needs, the last carry included.
    static int windows(int bits) {
        return (255 + bits - 1) / bits;
    }

    int windows() {
        return windows;
    }

    int bits() {
        return bits;
    }

    /// About the bits of a window that make 255/c (n + 2 * 2^(c-1)) least.
    static int bestBits(int n) {
        int best = 2;
        long least = Long.MAX_VALUE;
        for (int c = 2; c <= 14; c++) {
            long cost = (long) windows(c) * (n + (1L << c));
            if (cost < least) {
                least = cost;
                best = c;
            }
        }
        return best;
    }

    /// Writes the digits of k to `out`, lowest first.
    void split(Fr k, int[] out) {
        byte[] bytes = k.encode();
        int carry = 0;
        for (int w = 0; w < windows; w++) {
            int digit = window(bytes, w * bits) + carry;
            carry = (1 << bits - 1) - digit >>> 31;
            out[w] = digit - (carry << bits);
        }
    }

    /// Bits `from` to `from + bits - 1` of a 32-byte big-endian number.
    private int window(byte[] bytes, int from) {
        int last = 31 - (from >>> 3);
        int value = 0;
        for (int i = 0; i < 3 && last - i >= 0; i++) {
            value |= (bytes[last - i] & 0xff) << 8 * i;
        }
        return value >>> (from & 7) & (1 << bits) - 1;
    }
}
