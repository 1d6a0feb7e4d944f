package dev.proofmark.algebra.field;

/// Element by element operations, for either prime; the last, partial block goes through a staged one.
final class Elementwise {

    private static final int BLOCK = Digits.BLOCK;

    private final BlockKernels kernels;
    private final BlockConstants k;

    Elementwise(BlockKernels kernels, BlockConstants k) {
        this.kernels = kernels;
        this.k = k;
    }

    void add(BlockArray out, int outOffset, BlockArray a, int aOffset, BlockArray b, int bOffset, int n) {
        add(out, outOffset, a, aOffset, b.digits, Blocks.at(b, bOffset, n), BLOCK, n);
    }

    void shift(BlockArray out, int outOffset, BlockArray a, int aOffset, Residue c, int n) {
        add(out, outOffset, a, aOffset, Scratch.ofThread().repeated(c, k.modulus), 0, 0, n);
    }

    private void add(BlockArray out, int outOffset, BlockArray a, int aOffset, double[] b, int bAt, int bStep, int n) {
        int o = Blocks.at(out, outOffset, n);
        int x = Blocks.at(a, aOffset, n);
        int full = n >>> 3;
        Scratch s = Scratch.ofThread();
        kernels.add(out.digits, o, a.digits, x, b, bAt, bStep, full, k, s);
        if ((n & 7) != 0) {
            double[] last = s.staged;
            kernels.add(last, 0, a.digits, x + full * BLOCK, b, bAt + full * bStep, bStep, 1, k, s);
            Blocks.merge(last, out.digits, o + full * BLOCK, n & 7);
        }
    }

    void subtract(BlockArray out, int outOffset, BlockArray a, int aOffset, BlockArray b, int bOffset, int n) {
        int o = Blocks.at(out, outOffset, n);
        int x = Blocks.at(a, aOffset, n);
        int y = Blocks.at(b, bOffset, n);
        int full = n >>> 3;
        Scratch s = Scratch.ofThread();
        kernels.subtract(out.digits, o, a.digits, x, b.digits, y, BLOCK, full, k, s);
        if ((n & 7) != 0) {
            double[] last = s.staged;
            kernels.subtract(last, 0, a.digits, x + full * BLOCK, b.digits, y + full * BLOCK, BLOCK, 1, k, s);
            Blocks.merge(last, out.digits, o + full * BLOCK, n & 7);
        }
    }

    void multiply(BlockArray out, int outOffset, BlockArray a, int aOffset, BlockArray b, int bOffset, int n) {
        multiplyAdd(out, outOffset, a, aOffset, b.digits, Blocks.at(b, bOffset, n), BLOCK, Scratch.ZERO, 0, 0, n);
    }

    void scale(BlockArray out, int outOffset, BlockArray a, int aOffset, Residue c, int n) {
        multiplyAdd(out, outOffset, a, aOffset, Scratch.ofThread().repeated(c, k.modulus), 0, 0, Scratch.ZERO, 0, 0, n);
    }

    void addScaled(BlockArray acc, int accOffset, BlockArray x, int xOffset, Residue c, int n) {
        multiplyAdd(acc, accOffset, x, xOffset, Scratch.ofThread().repeated(c, k.modulus), 0, 0, acc.digits,
                Blocks.at(acc, accOffset, n), BLOCK, n);
    }

    private void multiplyAdd(BlockArray out, int outOffset, BlockArray a, int aOffset, double[] b, int bAt, int bStep,
            double[] plus, int plusAt, int plusStep, int n) {
        int o = Blocks.at(out, outOffset, n);
        int x = Blocks.at(a, aOffset, n);
        int full = n >>> 3;
        Scratch s = Scratch.ofThread();
        kernels.multiplyAdd(out.digits, o, a.digits, x, b, bAt, bStep, plus, plusAt, plusStep, full, k, s);
        if ((n & 7) != 0) {
            kernels.multiplyAdd(s.staged, 0, a.digits, x + full * BLOCK, b, bAt + full * bStep, bStep, plus,
                    plusAt + full * plusStep, plusStep, 1, k, s);
            Blocks.merge(s.staged, out.digits, o + full * BLOCK, n & 7);
        }
    }
}
