package dev.proofmark.algebra.field;

/// Tables of eq(point, .), built from the last coordinate to the first: with T the table of a suffix, the next one is
/// `((1 - z) T, z T)`, two contiguous halves and one multiplication per pair.
final class EqTables {

    /// Elements of one pass, so that the product is still in the cache when it is subtracted.
    private static final int RUN = 1024;

    private EqTables() {
    }

    static void write(Elementwise bulk, Fr[] point, Fr scale, FrArray out) {
        out.set(0, scale);
        for (int j = point.length - 1, n = 1; j >= 0; j--, n *= 2) {
            grow(bulk, out, n, point[j], out);
        }
    }

    static FrArray[] suffixes(Elementwise bulk, Fr[] point) {
        FrArray[] out = new FrArray[point.length + 1];
        out[point.length] = FrArray.of(Fr.ONE);
        for (int j = point.length - 1, n = 1; j >= 0; j--, n *= 2) {
            out[j] = FrArray.zeros(2 * n);
            grow(bulk, out[j + 1], n, point[j], out[j]);
        }
        return out;
    }

    /// From the n entries of `table` the 2n of `out`, which may be the same array.
    private static void grow(Elementwise bulk, FrArray table, int n, Fr z, FrArray out) {
        if (n < Digits.LANES) {
            for (int i = 0; i < n; i++) {
                Fr low = table.get(i);
                Fr high = low.multiply(z);
                out.set(n + i, high);
                out.set(i, low.subtract(high));
            }
            return;
        }
        for (int i = 0; i < n; i += RUN) {
            int run = Math.min(RUN, n - i);
            bulk.scale(out, n + i, table, i, z, run);
            bulk.subtract(out, i, table, i, out, n + i, run);
        }
    }
}
