package dev.proofmark.algebra.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Every bulk operation, by all kernels, against the naive one, at lengths that end anywhere in a block or a run. All must
/// give equal elements and keep to the stored range (of two ways to store a value next to half the prime each may take its
/// own). A missing vector kernel is a failure.
class KernelTwinsTest {

    private static final long SEED = 77_001L;

    private static final BlockKernels VECTOR = Kernels.vector();
    private static final BlockKernels PLAIN = new PlainKernels();
    private static final BlockKernels[] ALL = {VECTOR, PLAIN, new ScalarKernels()};

    private final Samples samples = new Samples(SEED);

    @Test
    void emulatedFusedArithmeticIsNotUsed() {
        assertThat(Kernels.VECTOR_MODULE).as("run the tests with --add-modules jdk.incubator.vector").isTrue();
        assertThat(Kernels.first(20)).isInstanceOf(PlainKernels.class);
        assertThat(Kernels.first(3000)).as("where fma is emulated").isInstanceOf(ScalarKernels.class);
    }

    /// Whole blocks are copied as such, everything else by elements; what stands beside stays.
    @Test
    void settingAllIsSettingEach() {
        for (int n : new int[] {0, 1, 7, 8, 9, 16, 23, 40}) {
            for (int at : new int[] {0, 1, 7, 8, 16, 19}) {
                FrArray before = samples.elements(at + n + 11);
                FrArray from = samples.elements(n);
                Fr[] expected = before.toArray();
                System.arraycopy(from.toArray(), 0, expected, at, n);
                before.setAll(at, from);
                assertThat(before.toArray()).as("%d elements at %d, seed %d", n, at, SEED).isEqualTo(expected);
                storedInRange("setAll", before, BlockConstants.R);
            }
        }
        assertThatThrownBy(() -> FrArray.zeros(8).setAll(1, FrArray.zeros(8))).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /// Runs an operation that fills an output of n elements inside a larger array, on all kernels.
    private static void check(String name, int n, FrArray before, int offset, Fr[] expected,
            Function<BlockKernels, java.util.function.Consumer<FrArray>> operation) {
        Fr[] whole = before.toArray();
        System.arraycopy(expected, 0, whole, offset, n);
        for (BlockKernels kernels : ALL) {
            FrArray a = before.copy();
            operation.apply(kernels).accept(a);
            String what = name + " of " + n + ", " + kernels.getClass().getSimpleName();
            assertThat(a.toArray()).as("%s, seed %d", what, SEED).isEqualTo(whole);
            storedInRange(what, a, BlockConstants.R);
        }
    }

    /// Balanced digits, a value within half the prime and a rounding error, and zeros beyond the length.
    static void storedInRange(String name, BlockArray a, BlockConstants k) {
        for (int i = 0; i < a.digits.length / 5; i++) {
            int at = Digits.position(i);
            double value = 0;
            for (int limb = 4; limb >= 0; limb--) {
                double digit = a.digits[at + 8 * limb];
                if (Math.abs(digit) > 0x1p50 || digit != Math.rint(digit) || i >= a.length && digit != 0) {
                    throw new AssertionError(name + ": digit " + limb + " of element " + i + " is " + digit);
                }
                value += Math.scalb(digit, 51 * limb);
            }
            if (Math.abs(value) > (0.5 + 0x1p-15) * k.modulus.value.doubleValue()) {
                throw new AssertionError(name + ": element " + i + " is out of range");
            }
        }
    }

    private static Fr[] map(int n, java.util.function.IntFunction<Fr> f) {
        Fr[] out = new Fr[n];
        Arrays.setAll(out, f);
        return out;
    }

    private static Fr[] slice(FrArray a, int from, int n) {
        return map(n, i -> a.get(from + i));
    }

    @Test
    void elementwise() {
        for (int n : Samples.LENGTHS) {
            FrArray a = samples.elements(n + 8);
            FrArray b = samples.elements(n + 16);
            FrArray out = samples.elements(n + 27);
            Fr c = samples.element();
            check("add", n, out, 24, map(n, i -> a.get(8 + i).add(b.get(16 + i))),
                    k -> o -> new Elementwise(k, BlockConstants.R).add(o, 24, a, 8, b, 16, n));
            check("subtract", n, out, 24, map(n, i -> a.get(8 + i).subtract(b.get(16 + i))),
                    k -> o -> new Elementwise(k, BlockConstants.R).subtract(o, 24, a, 8, b, 16, n));
            check("multiply", n, out, 24, map(n, i -> a.get(8 + i).multiply(b.get(16 + i))),
                    k -> o -> new Elementwise(k, BlockConstants.R).multiply(o, 24, a, 8, b, 16, n));
            check("scale", n, out, 24, map(n, i -> a.get(8 + i).multiply(c)),
                    k -> o -> new Elementwise(k, BlockConstants.R).scale(o, 24, a, 8, c, n));
            check("shift", n, out, 24, map(n, i -> a.get(8 + i).add(c)),
                    k -> o -> new Elementwise(k, BlockConstants.R).shift(o, 24, a, 8, c, n));
            check("addScaled", n, out, 24, map(n, i -> out.get(24 + i).add(a.get(8 + i).multiply(c))),
                    k -> o -> new Elementwise(k, BlockConstants.R).addScaled(o, 24, a, 8, c, n));
            // aliased: the output is an input
            check("square in place", n, out, 24, map(n, i -> out.get(24 + i).square()),
                    k -> o -> new Elementwise(k, BlockConstants.R).multiply(o, 24, o, 24, o, 24, n));
            check("subtract in place", n, out, 24, map(n, i -> a.get(8 + i).subtract(out.get(24 + i))),
                    k -> o -> new Elementwise(k, BlockConstants.R).subtract(o, 24, a, 8, o, 24, n));
        }
    }

    @Test
    void elementwiseInTheBaseField() {
        for (int n : new int[] {1, 8, 19, 200}) {
            FpArray a = samples.baseElements(n);
            FpArray b = samples.baseElements(n);
            FpArray sum = FpArray.zeros(n);
            FpArray difference = FpArray.zeros(n);
            FpArray product = FpArray.zeros(n);
            FpArray plain = FpArray.zeros(n);
            FpVector.add(sum, 0, a, 0, b, 0, n);
            FpVector.subtract(difference, 0, a, 0, b, 0, n);
            FpVector.multiply(product, 0, a, 0, b, 0, n);
            new Elementwise(PLAIN, BlockConstants.P).multiply(plain, 0, a, 0, b, 0, n);
            for (int i = 0; i < n; i++) {
                assertThat(sum.get(i)).isEqualTo(a.get(i).add(b.get(i)));
                assertThat(difference.get(i)).isEqualTo(a.get(i).subtract(b.get(i)));
                assertThat(product.get(i)).as("%d of %d, seed %d", i, n, SEED).isEqualTo(a.get(i).multiply(b.get(i)));
            }
            assertThat(plain.toArray()).isEqualTo(product.toArray());
            storedInRange("multiply modulo p", product, BlockConstants.P);
            storedInRange("multiply modulo p", plain, BlockConstants.P);
            FpVector.square(product, 0, a, 0, n);
            FpVector.scale(sum, 0, a, 0, Fp.of(-5), n);
            for (int i = 0; i < n; i++) {
                assertThat(product.get(i)).isEqualTo(a.get(i).square());
                assertThat(sum.get(i)).isEqualTo(a.get(i).multiply(Fp.of(-5)));
            }
        }
    }

    @Test
    void sums() {
        for (int n : Samples.LENGTHS) {
            FrArray a = samples.elements(n + 8);
            FrArray b = samples.elements(n + 20);
            int[] v = samples.ints(n + 3);
            long[] w = samples.longs(n + 3);
            Fr[] x = slice(a, 8, n);
            Fr[] y = slice(b, 16, n);
            assertThat(Sums.sum(a, 8, n)).as("sum of %d", n).isEqualTo(NaiveVector.dot(x, NaiveVector.ones(n)));
            for (BlockKernels k : ALL) {
                assertThat(Sums.dot(k, a, 8, b, 16, n)).as("dot of %d, seed %d", n, SEED)
                        .isEqualTo(NaiveVector.dot(x, y));
                assertThat(new IntegerProducts(k).dot(v, 3, b, 16, n)).as("int dot of %d", n)
                        .isEqualTo(NaiveVector.dot(NaiveVector.of(Arrays.copyOfRange(v, 3, n + 3)), y));
                assertThat(new IntegerProducts(k).dot(w, 3, b, 16, n)).as("long dot of %d", n)
                        .isEqualTo(NaiveVector.dot(NaiveVector.of(Arrays.copyOfRange(w, 3, n + 3)), y));
            }
        }
    }

    @Test
    void columnsHoldTheLargestSums() {
        int n = 8 * BlockKernels.SUM_BLOCKS * 2;
        for (int shift : new int[] {3, 20}) {
            FrArray a = Samples.extremes(n, shift);
            FrArray b = Samples.extremes(n, shift);
            FrArray e = Samples.extremes(n, 20);
            int[] v = new int[n];
            Arrays.fill(v, Integer.MIN_VALUE);
            Fr[] x = a.toArray();
            for (BlockKernels k : ALL) {
                assertThat(Sums.dot(k, a, 0, b, 0, n)).isEqualTo(NaiveVector.dot(x, x));
                assertThat(new IntegerProducts(k).dot(v, 0, a, 0, n))
                        .isEqualTo(NaiveVector.dot(NaiveVector.of(v), x));
                assertThat(new Halves(k).fractionRound(e, 0, a, 0, b, 0, b, 0, a, 0, n / 2, n / 2))
                        .isEqualTo(NaiveVector.fractionRound(e.toArray(), x, x, x, x));
            }
        }
    }

    @Test
    void eqTables() {
        for (int k = 0; k <= 12; k++) {
            Fr[] point = samples.point(k);
            Fr scale = samples.element();
            Fr[] expected = NaiveVector.eqTable(point, scale);
            check("eqTable", 1 << k, FrArray.zeros(1 << k), 0, expected,
                    b -> o -> EqTables.write(new Elementwise(b, BlockConstants.R), point, scale, o));
            FrArray[] suffixes = FrVector.suffixEqTables(point);
            for (int j = 0; j <= k; j++) {
                assertThat(suffixes[j].toArray())
                        .isEqualTo(NaiveVector.eqTable(Arrays.copyOfRange(point, j, k), Fr.ONE));
            }
        }
    }

    @Test
    void halves() {
        for (int h : Samples.LENGTHS) {
            int n = 2 * h;
            FrArray p = samples.elements(n + 8);
            FrArray q = samples.elements(n + 8);
            FrArray u = samples.elements(n + 16);
            FrArray v = samples.elements(n);
            FrArray e = samples.elements(h + 8);
            FrArray out = samples.elements(h + 11);
            Fr r = samples.element();
            Fr[] x = slice(p, 8, n);
            Fr[] y = slice(q, 8, n);
            Fr[] z = slice(u, 16, n);
            Fr[] t = v.toArray();
            Fr[] w = slice(e, 8, h);
            Fr[] folded = NaiveVector.fold(x, r);
            check("fold", h, out, 8, folded, k -> o -> new Halves(k).fold(p, 8, h, h, r, o, 8));
            check("fold in place", h, p, 8, folded, k -> o -> new Halves(k).fold(o, 8, h, h, r, o, 8));
            Fr[] numerators = map(h, i -> x[i].multiply(y[h + i]).add(x[h + i].multiply(y[i])));
            Fr[] denominators = map(h, i -> y[i].multiply(y[h + i]));
            Fr[] sums = map(h, i -> y[i].add(y[h + i]));
            FrArray spare = samples.elements(h + 11);
            check("numerators", h, out, 8, numerators,
                    k -> o -> new Halves(k).fractionLayer(p, q, 8, h, h, o, spare, 8));
            check("denominators", h, out, 8, denominators,
                    k -> o -> new Halves(k).fractionLayer(p, q, 8, h, h, spare, o, 8));
            check("layer in place", h, p, 8, numerators,
                    k -> o -> new Halves(k).fractionLayer(o, q.copy(), 8, h, h, o, spare, 8));
            check("unit numerators", h, out, 8, sums,
                    k -> o -> new Halves(k).unitFractionLayer(q, 8, h, h, o, spare, 8));
            check("unit denominators in place", h, q, 8, denominators,
                    k -> o -> new Halves(k).unitFractionLayer(o, 8, h, h, spare, o, 8));
            Fr[] ones = NaiveVector.ones(h);
            for (BlockKernels k : ALL) {
                Halves halves = new Halves(k);
                Fr[] plain = NaiveVector.weightedProductRound(ones, x, y);
                assertThat(halves.productRound(p, 8, q, 8, h, h)).as("product round of %d, seed %d", n, SEED)
                        .isEqualTo(new Fr[] {plain[0], plain[2]});
                Fr[] weighted = NaiveVector.weightedProductRound(w, x, y);
                assertThat(halves.weightedProductRound(true, e, 8, p, 8, q, 8, h, h)).as("round of %d", n)
                        .isEqualTo(weighted);
                assertThat(halves.weightedProductRound(false, e, 8, p, 8, q, 8, h, h))
                        .isEqualTo(new Fr[] {weighted[0], weighted[2]});
                assertThat(halves.fractionRound(e, 8, p, 8, q, 8, u, 16, v, 0, h, h)).as("fractions of %d", n)
                        .isEqualTo(NaiveVector.fractionRound(w, x, y, z, t));
            }
        }
    }

    @Test
    void partOfTheHalves() {
        FrArray a = samples.elements(200);
        Fr r = samples.element();
        for (int half : new int[] {96, 99}) {
            for (int count : new int[] {0, 1, 8, 13, 80}) {
                FrArray out = FrArray.zeros(count);
                FrVector.fold(a, 8, half, count, r, out, 0);
                for (int i = 0; i < count; i++) {
                    Fr low = a.get(8 + i);
                    assertThat(out.get(i)).isEqualTo(low.add(r.multiply(a.get(8 + half + i).subtract(low))));
                }
            }
        }
    }

    @Test
    void interleavingMovesEveryElement() {
        int stride = 24;
        int chunks = 5;
        int size = 13;
        int outStride = 8;
        FrArray in = samples.elements(7 + 4 * stride + size);
        FrArray before = samples.elements(3 + (size - 1) * outStride + chunks);
        FrArray out = before.copy();
        FrVector.interleave(in, 7, stride, chunks, size, out, 3, outStride);
        Fr[] expected = before.toArray();
        for (int h = 0; h < chunks; h++) {
            for (int i = 0; i < size; i++) {
                expected[3 + i * outStride + h] = in.get(7 + h * stride + i);
            }
        }
        assertThat(out.toArray()).isEqualTo(expected);
        assertThatThrownBy(() -> FrVector.interleave(in, 8, stride, chunks, size, out, 3, outStride))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> FrVector.interleave(in, 7, stride, chunks, size, out, 4, outStride))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void integers() {
        for (int n : Samples.LENGTHS) {
            int[] v = samples.ints(n + 5);
            long[] w = samples.longs(n + 5);
            FrArray out = samples.elements(n + 11);
            Fr shift = samples.element();
            Fr scale = samples.element();
            check("affine", n, out, 8, map(n, i -> shift.add(scale.multiply(Fr.of(v[5 + i])))),
                    k -> o -> new IntegerProducts(k).affine(o, 8, shift, scale, v, 5, n));
            check("add scaled", n, out, 8, map(n, i -> out.get(8 + i).add(scale.multiply(Fr.of(v[5 + i])))),
                    k -> o -> new IntegerProducts(k).affine(o, 8, null, scale, v, 5, n));
            check("from ints", n, out, 8, map(n, i -> Fr.of(v[5 + i])),
                    k -> o -> new IntegerProducts(k).affine(o, 8, Fr.ZERO, Fr.ONE, v, 5, n));
            check("long affine", n, out, 8, map(n, i -> shift.add(scale.multiply(Fr.of(w[5 + i])))),
                    k -> o -> new IntegerProducts(k).affine(o, 8, shift, scale, w, 5, n));
            check("long add scaled", n, out, 8, map(n, i -> out.get(8 + i).add(scale.multiply(Fr.of(w[5 + i])))),
                    k -> o -> new IntegerProducts(k).affine(o, 8, null, scale, w, 5, n));
        }
    }

    @Test
    void rows() {
        int[][] shapes = {{0, 5}, {1, 1}, {3, 8}, {2, 16}, {5, 17}, {40, 33}, {300, 24}, {257, 3}, {9, 0}};
        for (int[] shape : shapes) {
            int rows = shape[0];
            int columns = shape[1];
            int stride = columns + 3;
            int[] v = samples.ints(rows * stride + 2);
            long[] l = samples.longs(rows * stride + 2);
            FrArray w = samples.elements(rows + 8);
            FrArray out = samples.elements(columns + 13);
            check("rows " + rows, columns, out, 8, map(columns, j -> {
                Fr sum = out.get(8 + j);
                for (int i = 0; i < rows; i++) {
                    sum = sum.add(w.get(8 + i).multiply(Fr.of(v[2 + i * stride + j])));
                }
                return sum;
            }), k -> o -> new IntegerProducts(k).accumulateRows(v, 2, stride, rows, w, 8, o, 8, columns));
            check("long rows " + rows, columns, out, 8, map(columns, j -> {
                Fr sum = out.get(8 + j);
                for (int i = 0; i < rows; i++) {
                    sum = sum.add(w.get(8 + i).multiply(Fr.of(l[2 + i * stride + j])));
                }
                return sum;
            }), k -> o -> new IntegerProducts(k).accumulateRows(l, 2, stride, rows, w, 8, o, 8, columns));
        }
    }

    @Test
    void wrongRangesAreRefused() {
        FrArray a = samples.elements(16);
        assertThatThrownBy(() -> FrVector.add(a, 0, a, 8, a, 0, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> FrVector.add(a, 0, a, 4, a, 0, 8)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiple of 8, is 4");
        assertThatThrownBy(() -> FrVector.fold(a, 0, 18, Fr.ONE, a, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> FrVector.fold(a, 0, 4, 8, Fr.ONE, a, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrVector.dot(new int[7], 0, a, 0, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> FrVector.accumulateRows(new int[30], 0, 16, 2, a, 0, a, 0, 16))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> FrVector.unitFractionLayer(a, 0, 16, a, a, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
