package dev.proofmark.algebra.field;

/// The block kernels in plain loops, 16 blocks at a time: no module needed. Same elements as [VectorKernels].
final class PlainKernels implements BlockKernels {

    private static final int BLOCK = Digits.BLOCK;
    private static final int LANES = Digits.LANES;
    private static final int COLUMNS = Scratch.COLUMNS;

    /// Products with integers that can pile up in a column before it must be cut.
    private static final int PILE = 6;

    private static int run(int i, int blocks) {
        return Math.min(PlainChunk.BLOCKS, blocks - i);
    }

    @Override
    public void add(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s) {
        sum(out, outAt, a, aAt, b, bAt, bStep, 1, blocks, k, s.plain());
    }

    @Override
    public void subtract(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k, Scratch s) {
        sum(out, outAt, a, aAt, b, bAt, bStep, -1, blocks, k, s.plain());
    }

    private static void sum(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, double sign,
            int blocks, BlockConstants k, PlainChunk c) {
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            PlainChunk.load(a, aAt + i * BLOCK, BLOCK, run, c.a);
            PlainChunk.load(b, bAt + i * bStep, bStep, run, c.b);
            c.sum(c.a, c.b, sign, c.c, k, run * LANES);
            PlainChunk.store(c.c, out, outAt + i * BLOCK, run);
        }
    }

    @Override
    public void multiplyAdd(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep,
            double[] plus, int plusAt, int plusStep, int blocks, BlockConstants k, Scratch s) {
        PlainChunk c = s.plain();
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            PlainChunk.load(a, aAt + i * BLOCK, BLOCK, run, c.a);
            PlainChunk.load(b, bAt + i * bStep, bStep, run, c.b);
            PlainChunk.load(plus, plusAt + i * plusStep, plusStep, run, c.c);
            multiply(c, c.a, c.b, run * LANES);
            c.reduce(c.c, c.c, k, run * LANES);
            PlainChunk.store(c.c, out, outAt + i * BLOCK, run);
        }
    }

    @Override
    public void fold(double[] out, int outAt, double[] a, int aAt, int half, double[] r, int blocks, BlockConstants k,
            Scratch s) {
        PlainChunk c = s.plain();
        PlainChunk.load(r, 0, 0, PlainChunk.BLOCKS, c.d);
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            PlainChunk.load(a, aAt + i * BLOCK, BLOCK, run, c.c);
            loadDifference(a, aAt + i * BLOCK, half, run, c, c.a);
            multiply(c, c.a, c.d, run * LANES);
            c.reduce(c.c, c.c, k, run * LANES);
            PlainChunk.store(c.c, out, outAt + i * BLOCK, run);
        }
    }

    @Override
    public void fractionLayer(double[] pOut, double[] qOut, int outAt, double[] p, double[] q, int at, int half,
            int blocks, BlockConstants k, Scratch s) {
        PlainChunk c = s.plain();
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            int n = run * LANES;
            PlainChunk.load(p, at + i * BLOCK, BLOCK, run, c.a);
            PlainChunk.load(p, at + half + i * BLOCK, BLOCK, run, c.b);
            PlainChunk.load(q, at + i * BLOCK, BLOCK, run, c.c);
            PlainChunk.load(q, at + half + i * BLOCK, BLOCK, run, c.d);
            multiply(c, c.a, c.d, n);
            PlainChunk.product(c.product, c.b, c.c, n);
            reduceAndStore(c, pOut, outAt + i * BLOCK, run, k);
            multiply(c, c.c, c.d, n);
            reduceAndStore(c, qOut, outAt + i * BLOCK, run, k);
        }
    }

    private static void reduceAndStore(PlainChunk c, double[] out, int outAt, int run, BlockConstants k) {
        PlainChunk.load(Scratch.ZERO, 0, 0, run, c.e);
        c.reduce(c.e, c.e, k, run * LANES);
        PlainChunk.store(c.e, out, outAt, run);
    }

    private static void multiply(PlainChunk c, double[][] a, double[][] b, int n) {
        c.product.clear(n);
        PlainChunk.product(c.product, a, b, n);
    }

    /// `out` = half 1 minus half 0; uses e.
    private static void loadDifference(double[] a, int at, int half, int run, PlainChunk c, double[][] out) {
        PlainChunk.load(a, at, BLOCK, run, out);
        PlainChunk.load(a, at + half, BLOCK, run, c.e);
        c.difference(out, c.e, run * LANES);
    }

    private static void add(PlainChunk.Columns sum, double[][] a, double[][] b, int n) {
        PlainChunk.product(sum, a, b, n);
        PlainChunk.tidy(sum, n);
    }

    private static void clear(PlainChunk c, int count) {
        for (int i = 0; i < count; i++) {
            c.sums[i].clear(PlainChunk.LANES);
        }
    }

    private static void flush(PlainChunk c, int count, long[] sum, int products) {
        for (int i = 0; i < count; i++) {
            PlainChunk.flush(c.sums[i], sum, i * COLUMNS, products, PlainChunk.LANES);
        }
    }

    @Override
    public void dot(long[] sum, double[] a, int aAt, double[] b, int bAt, int blocks, Scratch s) {
        PlainChunk c = s.plain();
        clear(c, 1);
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            PlainChunk.load(a, aAt + i * BLOCK, BLOCK, run, c.a);
            PlainChunk.load(b, bAt + i * BLOCK, BLOCK, run, c.b);
            add(c.sums[0], c.a, c.b, run * LANES);
        }
        flush(c, 1, sum, blocks);
    }

    @Override
    public void productRound(long[] sum, double[] a, int aAt, double[] b, int bAt, int half, int blocks, Scratch s) {
        PlainChunk c = s.plain();
        clear(c, 2);
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            PlainChunk.load(a, aAt + i * BLOCK, BLOCK, run, c.a);
            PlainChunk.load(b, bAt + i * BLOCK, BLOCK, run, c.b);
            add(c.sums[0], c.a, c.b, run * LANES);
            loadDifference(a, aAt + i * BLOCK, half, run, c, c.a);
            loadDifference(b, bAt + i * BLOCK, half, run, c, c.b);
            add(c.sums[1], c.a, c.b, run * LANES);
        }
        flush(c, 2, sum, blocks);
    }

    @Override
    public void weightedProductRound(long[] sum, boolean both, double[] e, int eAt, double[] a, int aAt, double[] b,
            int bAt, int half, int blocks, BlockConstants k, Scratch s) {
        PlainChunk c = s.plain();
        int count = both ? 3 : 2;
        clear(c, count);
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            int at = i * BLOCK;
            PlainChunk.load(e, eAt + at, BLOCK, run, c.d);
            PlainChunk.load(a, aAt + at, BLOCK, run, c.a);
            PlainChunk.load(b, bAt + at, BLOCK, run, c.b);
            multiply(c, c.a, c.b, run * LANES);
            weigh(c, 0, run, k);
            loadDifference(a, aAt + at, half, run, c, c.a);
            loadDifference(b, bAt + at, half, run, c, c.b);
            multiply(c, c.a, c.b, run * LANES);
            weigh(c, 1, run, k);
            if (both) {
                PlainChunk.load(a, aAt + half + at, BLOCK, run, c.a);
                PlainChunk.load(b, bAt + half + at, BLOCK, run, c.b);
                multiply(c, c.a, c.b, run * LANES);
                weigh(c, 2, run, k);
            }
        }
        flush(c, count, sum, blocks);
    }

    /// Reduces the product and adds its multiple by the weights in d to a sum; uses e.
    private static void weigh(PlainChunk c, int sum, int run, BlockConstants k) {
        PlainChunk.load(Scratch.ZERO, 0, 0, run, c.e);
        c.reduce(c.e, c.e, k, run * LANES);
        add(c.sums[sum], c.d, c.e, run * LANES);
    }

    @Override
    public void fractionRound(long[] sum, double[] e, int eAt, double[] p0, int p0At, double[] q0, int q0At,
            double[] p1, int p1At, double[] q1, int q1At, int half, int blocks, BlockConstants k, Scratch s) {
        PlainChunk c = s.plain();
        clear(c, 2);
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            int n = run * LANES;
            int at = i * BLOCK;
            PlainChunk.load(e, eAt + at, BLOCK, run, c.d);
            PlainChunk.load(p0, p0At + at, BLOCK, run, c.a);
            PlainChunk.load(q1, q1At + at, BLOCK, run, c.b);
            multiply(c, c.a, c.b, n);
            PlainChunk.load(p1, p1At + at, BLOCK, run, c.a);
            PlainChunk.load(q0, q0At + at, BLOCK, run, c.b);
            PlainChunk.product(c.product, c.a, c.b, n);
            weigh(c, 0, run, k);
            loadDifference(p0, p0At + at, half, run, c, c.a);
            loadDifference(q1, q1At + at, half, run, c, c.b);
            multiply(c, c.a, c.b, n);
            loadDifference(p1, p1At + at, half, run, c, c.a);
            loadDifference(q0, q0At + at, half, run, c, c.b);
            PlainChunk.product(c.product, c.a, c.b, n);
            weigh(c, 1, run, k);
        }
        flush(c, 2, sum, blocks);
    }

    @Override
    public void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks, Scratch s) {
        PlainChunk c = s.plain();
        clear(c, 1);
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            PlainChunk.load(v, vAt + i * LANES, c.a[0], run * LANES);
            PlainChunk.load(b, bAt + i * BLOCK, BLOCK, run, c.b);
            PlainChunk.scaled(c.sums[0], 0, c.a[0], c.b, run * LANES);
            PlainChunk.tidy(c.sums[0], run * LANES);
        }
        flush(c, 1, sum, 0);
    }

    @Override
    public void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks, Scratch s) {
        PlainChunk c = s.plain();
        clear(c, 1);
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            PlainChunk.load(v, vAt + i * LANES, c.a[0], c.a[1], run * LANES);
            PlainChunk.load(b, bAt + i * BLOCK, BLOCK, run, c.b);
            PlainChunk.scaled(c.sums[0], 0, c.a[0], c.b, run * LANES);
            PlainChunk.scaled(c.sums[0], 1, c.a[1], c.b, run * LANES);
            PlainChunk.tidy(c.sums[0], run * LANES);
        }
        flush(c, 1, sum, 0);
    }

    @Override
    public void rows(double[] out, int outAt, int[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s) {
        PlainChunk c = s.plain();
        for (int j = 0; j < blocks; j += PlainChunk.BLOCKS) {
            int n = run(j, blocks) * LANES;
            c.product.clear(n);
            for (int i = 0; i < rows; i++) {
                PlainChunk.load(v, vAt + i * rowStride + j * LANES, c.a[0], n);
                PlainChunk.scaled(c.product, 0, c.a[0], w, Digits.position(i), n);
                if (i % PILE == PILE - 1 || i == rows - 1) {
                    PlainChunk.tidy(c.product, n);
                }
            }
            addColumns(c, out, outAt + j * BLOCK, run(j, blocks), k);
        }
    }

    @Override
    public void rows(double[] out, int outAt, long[] v, int vAt, int rowStride, int rows, double[] w, int blocks,
            BlockConstants k, Scratch s) {
        PlainChunk c = s.plain();
        for (int j = 0; j < blocks; j += PlainChunk.BLOCKS) {
            int n = run(j, blocks) * LANES;
            c.product.clear(n);
            for (int i = 0; i < rows; i++) {
                PlainChunk.load(v, vAt + i * rowStride + j * LANES, c.a[0], c.a[1], n);
                PlainChunk.scaled(c.product, 0, c.a[0], w, Digits.position(i), n);
                PlainChunk.scaled(c.product, 1, c.a[1], w, Digits.position(i), n);
                if (i % (PILE / 2) == 0 || i == rows - 1) {
                    PlainChunk.tidy(c.product, n);
                }
            }
            addColumns(c, out, outAt + j * BLOCK, run(j, blocks), k);
        }
    }

    private static void addColumns(PlainChunk c, double[] out, int outAt, int run, BlockConstants k) {
        PlainChunk.load(out, outAt, BLOCK, run, c.c);
        c.reduce(c.c, c.c, k, run * LANES);
        PlainChunk.store(c.c, out, outAt, run);
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k, Scratch s) {
        PlainChunk c = s.plain();
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            PlainChunk.load(v, vAt + i * LANES, c.a[0], run * LANES);
            PlainChunk.load(plus, plusAt + i * plusStep, plusStep, run, c.c);
            c.affine(c.a[0], scale, c.c, c.c, k, run * LANES);
            PlainChunk.store(c.c, out, outAt + i * BLOCK, run);
        }
    }

    @Override
    public void affine(double[] out, int outAt, double[] scale, long[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k, Scratch s) {
        PlainChunk c = s.plain();
        for (int i = 0; i < blocks; i += PlainChunk.BLOCKS) {
            int run = run(i, blocks);
            int n = run * LANES;
            PlainChunk.load(v, vAt + i * LANES, c.a[0], c.a[1], n);
            PlainChunk.load(plus, plusAt + i * plusStep, plusStep, run, c.c);
            c.product.clear(n);
            PlainChunk.scaled(c.product, 0, c.a[0], scale, 0, n);
            PlainChunk.scaled(c.product, 1, c.a[1], scale, 0, n);
            PlainChunk.tidy(c.product, n);
            c.reduce(c.c, c.c, k, n);
            PlainChunk.store(c.c, out, outAt + i * BLOCK, run);
        }
    }
}
