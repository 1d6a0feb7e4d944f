package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.FpArray;
import dev.proofmark.algebra.field.FpDigits;
import dev.proofmark.algebra.field.FpVector;

/// Adds many pairs of affine points at once, with one inversion for all of them.
///
/// With slope = n / d, n = y2 - y1 and d = x2 - x1, a sum is x3 = slope^2 - x1 - x2, y3 = slope (x1 - x3) - y1; a doubling is
/// the same with n = 3 x1^2 and d = 2 y1. The denominators lie in rows of `width` lanes; each lane is a chain of products
/// of its own (Montgomery's trick), the chain ends are multiplied up a tree to eight, and those share one inversion.
///
/// **Exceptional pairs.** A denominator is zero when the points have the same x. Then the product of all is zero: only
/// on seeing that are the pairs looked at one by one. The identity is stored as all digits zero (no point of the
/// curve has y = 0); once a sum has been the identity, every batch is looked through for it. So any input is added
/// right, hostile input costs a constant factor.
///
/// **Cost** per pair: 5 multiplications, 1 squaring, and 1/n of an inversion.
final class BatchAdder {
    private static final int MAX_WIDTH = 64;
    private static final int MIN_WIDTH = 16;

    private static final FpArray ONE = FpArray.of(Fp.ONE);
    private static final FpArray ZERO = FpArray.zeros(1);

    private static final int REGULAR = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int IDENTITY = 3;

    final FpArray x1;
    final FpArray y1;
    final FpArray x2;
    final FpArray y2;

    private final int capacity;
    private final FpArray numerators;
    private final FpArray denominators;
    private final FpArray prefixes;
    private final FpArray products = FpArray.zeros(MAX_WIDTH);
    private final FpArray inverses = FpArray.zeros(MAX_WIDTH);
    private final FpArray wider = FpArray.zeros(MAX_WIDTH);
    private final FpArray slope = FpArray.zeros(MAX_WIDTH);
    private final FpArray scratch = FpArray.zeros(MAX_WIDTH);
    private byte[] outcomes;
    private boolean identities;

    /// For batches of at most `capacity` pairs.
    BatchAdder(int capacity) {
        this.capacity = (capacity + MAX_WIDTH - 1) / MAX_WIDTH * MAX_WIDTH;
        x1 = FpArray.zeros(this.capacity);
        y1 = FpArray.zeros(this.capacity);
        x2 = FpArray.zeros(this.capacity);
        y2 = FpArray.zeros(this.capacity);
        numerators = FpArray.zeros(this.capacity);
        denominators = FpArray.zeros(this.capacity);
        prefixes = FpArray.zeros(this.capacity);
    }

    int capacity() {
        return capacity;
    }

    /// Room that [#add] may write beyond the pairs themselves.
    static int slack() {
        return MAX_WIDTH;
    }

    /// Adds the pairs `i < n` of the four input arrays, results to `outX` and `outY` from `offset` (a multiple of 8).
    ///
    /// **Requires** room for n + [#slack] results; what is written beyond the n is of no use.
    void add(FpArray outX, FpArray outY, int offset, int n) {
        int width = width(n);
        int padded = padded(n, width);
        pad(n, padded);
        FpVector.subtract(denominators, 0, x2, 0, x1, 0, padded);
        FpVector.subtract(numerators, 0, y2, 0, y1, 0, padded);
        boolean exceptional = identities;
        if (exceptional) {
            settleExceptions(n);
        }
        Fp product = multiplyChains(padded, width);
        if (product.isZero()) {
            exceptional = true;
            settleExceptions(n);
            product = multiplyChains(padded, width);
        }
        finish(outX, outY, offset, product, padded, width);
        if (exceptional) {
            overwriteExceptions(outX, outY, offset, n);
        }
    }

    /// Doubles the points `i < n` of (x1, y1), none of them the identity; else as [#add].
    void twice(FpArray outX, FpArray outY, int offset, int n) {
        int width = width(n);
        int padded = padded(n, width);
        for (int i = n; i < padded; i++) {
            copy(ONE, 0, FpDigits.of(y1), i);
        }
        System.arraycopy(FpDigits.of(x1), 0, FpDigits.of(x2), 0, padded * FpDigits.LIMBS);
        FpVector.square(prefixes, 0, x1, 0, padded);
        FpVector.add(numerators, 0, prefixes, 0, prefixes, 0, padded);
        FpVector.add(numerators, 0, numerators, 0, prefixes, 0, padded);
        FpVector.add(denominators, 0, y1, 0, y1, 0, padded);
        finish(outX, outY, offset, multiplyChains(padded, width), padded, width);
    }

    private static int width(int n) {
        return n >= 1024 ? MAX_WIDTH : n >= 256 ? 32 : MIN_WIDTH;
    }

    private static int padded(int n, int width) {
        return (n + width - 1) / width * width;
    }

    private void finish(FpArray outX, FpArray outY, int offset, Fp product, int padded, int width) {
        invertChainEnds(product, padded, width);
        for (int row = padded - width; row >= 0; row -= width) {
            addRow(outX, outY, offset, row, width);
        }
    }

    private void pad(int n, int padded) {
        double[] xs = FpDigits.of(x1);
        for (int i = n; i < padded; i++) {
            copy(ONE, 0, FpDigits.of(x2), i);
            int at = FpDigits.position(i);
            for (int j = 0; j < FpDigits.LIMBS; j++) {
                xs[at + j * FpDigits.LANES] = 0;
            }
        }
    }

    /// Fills `prefixes` and `products`; returns the product of all denominators.
    private Fp multiplyChains(int padded, int width) {
        copyRow(denominators, prefixes, width);
        for (int row = width; row < padded; row += width) {
            FpVector.multiply(prefixes, row, prefixes, row - width, denominators, row, width);
        }
        FpArray from = prefixes;
        int at = padded - width;
        for (int half = width / 2; half >= FpDigits.LANES; half /= 2) {
            FpVector.multiply(products, half, from, at, from, at + half, half);
            from = products;
            at = half;
        }
        Fp product = from.get(at);
        for (int i = 1; i < FpDigits.LANES; i++) {
            product = product.multiply(from.get(at + i));
        }
        return product;
    }

    /// Sets `inverses` to the inverses of the last row of `prefixes`.
    private void invertChainEnds(Fp product, int padded, int width) {
        invertLanes(product);
        for (int half = FpDigits.LANES; half < width; half *= 2) {
            FpArray from = 2 * half == width ? prefixes : products;
            int at = 2 * half == width ? padded - width : 2 * half;
            FpVector.multiply(wider, half, inverses, 0, from, at, half);
            FpVector.multiply(wider, 0, inverses, 0, from, at + half, half);
            copyRow(wider, inverses, 2 * half);
        }
    }

    private void invertLanes(Fp product) {
        Fp inverse = FastInverse.of(product);
        Fp[] before = new Fp[FpDigits.LANES];
        before[0] = Fp.ONE;
        for (int i = 1; i < before.length; i++) {
            before[i] = before[i - 1].multiply(products.get(FpDigits.LANES + i - 1));
        }
        for (int i = before.length - 1; i >= 0; i--) {
            inverses.set(i, inverse.multiply(before[i]));
            inverse = inverse.multiply(products.get(FpDigits.LANES + i));
        }
    }

    private void addRow(FpArray outX, FpArray outY, int offset, int row, int width) {
        if (row == 0) {
            FpVector.multiply(slope, 0, inverses, 0, numerators, 0, width);
        } else {
            FpVector.multiply(slope, 0, inverses, 0, prefixes, row - width, width);
            FpVector.multiply(inverses, 0, inverses, 0, denominators, row, width);
            FpVector.multiply(slope, 0, slope, 0, numerators, row, width);
        }
        int out = offset + row;
        FpVector.square(scratch, 0, slope, 0, width);
        FpVector.subtract(scratch, 0, scratch, 0, x1, row, width);
        FpVector.subtract(outX, out, scratch, 0, x2, row, width);
        FpVector.subtract(scratch, 0, x1, row, outX, out, width);
        FpVector.multiply(scratch, 0, scratch, 0, slope, 0, width);
        FpVector.subtract(outY, out, scratch, 0, y1, row, width);
    }

    /// Gives every exceptional pair a numerator and a nonzero denominator, and notes what its sum is.
    private void settleExceptions(int n) {
        if (outcomes == null) {
            outcomes = new byte[capacity];
        }
        for (int i = 0; i < n; i++) {
            outcomes[i] = (byte) outcome(i);
            if (outcomes[i] != REGULAR) {
                copy(ONE, 0, FpDigits.of(denominators), i);
            }
        }
    }

    private int outcome(int i) {
        if (isIdentity(y1, i)) {
            return SECOND;
        }
        if (isIdentity(y2, i)) {
            return FIRST;
        }
        if (!denominators.get(i).isZero()) {
            return REGULAR;
        }
        if (!numerators.get(i).isZero()) {
            return IDENTITY;
        }
        Fp square = x1.get(i).square();
        Fp y = y1.get(i);
        numerators.set(i, square.add(square).add(square));
        denominators.set(i, y.add(y));
        return REGULAR;
    }

    private void overwriteExceptions(FpArray outX, FpArray outY, int offset, int n) {
        for (int i = 0; i < n; i++) {
            switch (outcomes[i]) {
                case FIRST -> overwrite(outX, outY, offset + i, x1, y1, i);
                case SECOND -> overwrite(outX, outY, offset + i, x2, y2, i);
                case IDENTITY -> {
                    identities = true;
                    overwrite(outX, outY, offset + i, ZERO, ZERO, 0);
                }
                default -> {
                }
            }
        }
    }

    private static void overwrite(FpArray outX, FpArray outY, int index, FpArray x, FpArray y, int from) {
        copy(x, from, FpDigits.of(outX), index);
        copy(y, from, FpDigits.of(outY), index);
    }

    /// Whether a point with this y is the identity.
    static boolean isIdentity(FpArray y, int index) {
        double[] digits = FpDigits.of(y);
        int at = FpDigits.position(index);
        for (int j = 0; j < FpDigits.LIMBS; j++) {
            if (digits[at + j * FpDigits.LANES] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void copy(FpArray from, int index, double[] out, int outIndex) {
        double[] in = FpDigits.of(from);
        int a = FpDigits.position(index);
        int b = FpDigits.position(outIndex);
        for (int j = 0; j < FpDigits.LIMBS; j++) {
            out[b + j * FpDigits.LANES] = in[a + j * FpDigits.LANES];
        }
    }

    private static void copyRow(FpArray from, FpArray to, int width) {
        System.arraycopy(FpDigits.of(from), 0, FpDigits.of(to), 0, width * FpDigits.LIMBS);
    }
}
