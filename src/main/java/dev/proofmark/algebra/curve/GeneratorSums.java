package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import java.util.Arrays;

/// Sums sum_j c_j G_j + s H over the first `columns` generators, many rows of coefficients at a time, with precomputed
/// multiples ([GeneratorMultiples]) for small integers and powers ([GeneratorPowers]) for field elements.
///
/// Immutable, may be used by several threads; each call works on the calling thread.
public final class GeneratorSums {
    private static final int REFERENCES = 1 << 14;
    private static final int BATCH_POINTS = 1 << 15;

    private final Generators generators;
    private final int columns;
    private final GeneratorMultiples multiples;
    private final GeneratorPowers powers;

    /// **Requires**: at least `columns` generators.
    public GeneratorSums(Generators generators, int columns) {
        if (columns < 1 || columns > generators.count()) {
            throw new IllegalArgumentException(
                    "Expected 1 to " + generators.count() + " columns (the generators), got " + columns);
        }
        this.generators = generators;
        this.columns = columns;
        this.multiples = GeneratorMultiples.forColumns(columns);
        this.powers = GeneratorPowers.forColumns(columns);
    }

    /// Batched additions of a small integer, over that many columns: one a digit, so none for zero.
    public static int additionsOfCell(int columns, long magnitude) {
        int bits = GeneratorMultiples.forColumns(columns).digitBits();
        int digits = 0;
        for (long rest = magnitude; rest != 0; rest = rest + (1L << bits - 1) - 1 >> bits) {
            digits++;
        }
        return digits;
    }

    /// Batched additions of the blinding of a row of small integers.
    public static int additionsOfBlinding(int columns) {
        return SignedDigits.windows(GeneratorMultiples.forColumns(columns).digitBits());
    }

    /// Batched additions of a sum with so many field elements as coefficients, and a blinding, over that many columns.
    public static long additionsOfElements(int columns, int elements) {
        int bits = GeneratorPowers.forColumns(columns).windowBits();
        return (elements + 1L) * SignedDigits.windows(bits) + (1L << bits);
    }

    /// How many rows of small integers make batches long enough.
    public int rowsPerTask() {
        return Math.max(1, BATCH_POINTS / columns);
    }

    /// Row i, for `from <= i < to`, of small signed integers `cells[i * columns + j]`; results to `out[i]`. Cells beyond the
    /// array's end are zero.
    ///
    /// **Cost**: one batched addition per nonzero digit of a cell (eight bits for up to 2048 columns), and one per digit
    /// of a blinding.
    public void sumRows(int[] cells, Fr[] blindings, int from, int to, G1[] out) {
        SmallRows rows = new SmallRows(cells, from, to);
        for (int i = from; i < to; i++) {
            rows.append(cells, blindings[i], i);
            if (rows.isFull() || i + 1 == to) {
                rows.flush(out, i + 1);
            }
        }
    }

    /// How many digits a value has; grows with its absolute value.
    private int digits(long value) {
        int count = 1;
        for (; !isDigit(value); count++) {
            value = rest(value);
        }
        return count;
    }

    private boolean isDigit(long value) {
        return Math.abs(value) <= 1L << multiples.shift();
    }

    private long rest(long value) {
        return value + (1L << multiples.shift()) - 1 >> multiples.digitBits();
    }

    /// References for several rows, and their sums.
    private final class SmallRows {
        private final PointSums sums;
        private final int blindingPage;
        private final SignedDigits scalarDigits = new SignedDigits(multiples.digitBits());
        private final int[] blindingDigits = new int[scalarDigits.windows()];
        private int[] references;
        private int[] starts = new int[16];
        private int first;
        private int rows;
        private int count;

        /// For the rows `from <= i < to`: makes the multiples that their cells need.
        SmallRows(int[] cells, int from, int to) {
            int least = 0;
            int greatest = 0;
            int used = 0;
            for (int i = from; i < to; i++) {
                int base = i * columns;
                int end = Math.min(columns, cells.length - base);
                for (int j = 0; j < end; j++) {
                    int cell = cells[base + j];
                    least = Math.min(least, cell);
                    greatest = Math.max(greatest, cell);
                    used = cell != 0 && j >= used ? j + 1 : used;
                }
            }
            int levels = Math.max(digits(least), digits(greatest));
            double[][] hPages = multiples.blinding(generators);
            double[][] pages = new double[levels * columns + hPages.length][];
            for (int l = 0; l < levels; l++) {
                System.arraycopy(multiples.level(generators, l, used), 0, pages, l * columns, used);
            }
            this.blindingPage = levels * columns;
            System.arraycopy(hPages, 0, pages, blindingPage, hPages.length);
            long most = (long) (to - from) * (levels * used + hPages.length);
            int expected = (int) Math.min(REFERENCES, most);
            this.references = new int[expected];
            this.sums = new PointSums(new PointTable(pages, multiples.shift()), expected);
            this.first = from;
        }

        boolean isFull() {
            return count >= REFERENCES;
        }

        void append(int[] cells, Fr blinding, int row) {
            int base = row * columns;
            int end = Math.min(columns, cells.length - base);
            for (int j = 0; j < end; j++) {
                int cell = cells[base + j];
                if (cell != 0) {
                    appendDigits(cell, j);
                }
            }
            scalarDigits.split(blinding, blindingDigits);
            for (int l = 0; l < blindingDigits.length; l++) {
                if (blindingDigits[l] != 0) {
                    append(blindingPage + l, blindingDigits[l]);
                }
            }
            rows++;
            if (rows == starts.length) {
                starts = Arrays.copyOf(starts, 2 * rows);
            }
            starts[rows] = count;
        }

        private void appendDigits(long value, int page) {
            while (!isDigit(value)) {
                long rest = rest(value);
                append(page, (int) (value - (rest << multiples.digitBits())));
                value = rest;
                page += columns;
            }
            append(page, (int) value);
        }

        private void append(int page, int digit) {
            if (digit == 0) {
                return;
            }
            if (count == references.length) {
                references = Arrays.copyOf(references, 2 * count + 1);
            }
            int index = (page << multiples.shift()) + Math.abs(digit) - 1;
            references[count++] = PointSums.reference(index, digit < 0);
        }

        void flush(G1[] out, int next) {
            int[] results = sums.sum(references, Arrays.copyOf(starts, rows + 1));
            for (int i = 0; i < rows; i++) {
                out[first + i] = sums.point(results[i]);
            }
            sums.clear();
            first = next;
            rows = 0;
            count = 0;
        }
    }

    /// The part of one row of field elements, `cells[offset + j]`, that lies in the columns `from <= j < to`, plus s H.
    /// Cells beyond the array's end are zero.
    ///
    /// **Cost**: with n columns in the part and c about log2 of all columns, 255/c n + 2^c batched additions.
    public G1 sum(FrArray cells, int offset, int from, int to, Fr blinding) {
        int end = Math.max(from, Math.min(to, cells.length() - offset));
        FullRow row = new FullRow(end - from + 1, end);
        for (int j = from; j < end; j++) {
            row.append(GeneratorPowers.page(j), cells.get(offset + j));
        }
        row.append(GeneratorPowers.BLINDING, blinding);
        return row.sum();
    }

    /// The sum of `cells[j]` G_j plus s H, over as many columns as there are cells.
    public G1 sum(Fr[] cells, Fr blinding) {
        FullRow row = new FullRow(cells.length + 1, cells.length);
        for (int j = 0; j < cells.length; j++) {
            row.append(GeneratorPowers.page(j), cells[j]);
        }
        row.append(GeneratorPowers.BLINDING, blinding);
        return row.sum();
    }

    /// Bucket sums over the powers of the generators: one set, all windows.
    private final class FullRow {
        private final SignedDigits digits = new SignedDigits(powers.windowBits());
        private final int[] split = new int[digits.windows()];
        private final BucketSums buckets;

        /// For at most `scalars` coefficients of generators below `used`, and of H.
        FullRow(int scalars, int used) {
            int pairs = scalars * digits.windows();
            PointSums sums = new PointSums(powers.table(generators, used), pairs);
            buckets = new BucketSums(sums, 1, powers.windowBits(), pairs);
        }

        void append(int page, Fr scalar) {
            digits.split(scalar, split);
            for (int w = 0; w < split.length; w++) {
                buckets.put(0, split[w], (page << GeneratorPowers.SHIFT) + w);
            }
        }

        G1 sum() {
            return BucketSums.horner(buckets.sumsByBit(), powers.windowBits()).toAffine();
        }
    }
}
