package dev.proofmark.algebra.field;

import static dev.proofmark.algebra.field.VectorProducts.D;

import jdk.incubator.vector.DoubleVector;

/// Sums and differences of blocks, brought back into range and into digits without leaving `double`.
final class VectorSums {

    private static final double RADIX = 0x1p51;
    private static final double PER_RADIX = 0x1p-51;

    private VectorSums() {
    }

    /// `out = a + b`; b advances by `bStep` per block.
    static void add(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k) {
        DoubleVector magic = DoubleVector.broadcast(D, BlockConstants.MAGIC);
        DoubleVector perPrime = DoubleVector.broadcast(D, k.perPrime);
        DoubleVector perRadix = DoubleVector.broadcast(D, PER_RADIX);
        DoubleVector radix = DoubleVector.broadcast(D, -RADIX);
        DoubleVector p0 = DoubleVector.broadcast(D, k.prime[0]);
        DoubleVector p1 = DoubleVector.broadcast(D, k.prime[1]);
        DoubleVector p2 = DoubleVector.broadcast(D, k.prime[2]);
        DoubleVector p3 = DoubleVector.broadcast(D, k.prime[3]);
        DoubleVector p4 = DoubleVector.broadcast(D, k.prime[4]);
        for (int i = 0; i < blocks; i++) {
            int x = aAt + i * Digits.BLOCK;
            int y = bAt + i * bStep;
            int z = outAt + i * Digits.BLOCK;
            for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
                DoubleVector s4 = DoubleVector.fromArray(D, a, x + lane + 32).add(DoubleVector.fromArray(D, b, y + lane + 32));
                DoubleVector s0 = DoubleVector.fromArray(D, a, x + lane).add(DoubleVector.fromArray(D, b, y + lane));
                DoubleVector s1 = DoubleVector.fromArray(D, a, x + lane + 8).add(DoubleVector.fromArray(D, b, y + lane + 8));
                DoubleVector s2 = DoubleVector.fromArray(D, a, x + lane + 16).add(DoubleVector.fromArray(D, b, y + lane + 16));
                DoubleVector s3 = DoubleVector.fromArray(D, a, x + lane + 24).add(DoubleVector.fromArray(D, b, y + lane + 24));
                DoubleVector q = magic.sub(s4.fma(perPrime, magic));
                s0 = q.fma(p0, s0);
                DoubleVector c = s0.fma(perRadix, magic).sub(magic);
                c.fma(radix, s0).intoArray(out, z + lane);
                s1 = q.fma(p1, s1).add(c);
                c = s1.fma(perRadix, magic).sub(magic);
                c.fma(radix, s1).intoArray(out, z + lane + 8);
                s2 = q.fma(p2, s2).add(c);
                c = s2.fma(perRadix, magic).sub(magic);
                c.fma(radix, s2).intoArray(out, z + lane + 16);
                s3 = q.fma(p3, s3).add(c);
                c = s3.fma(perRadix, magic).sub(magic);
                c.fma(radix, s3).intoArray(out, z + lane + 24);
                q.fma(p4, s4).add(c).intoArray(out, z + lane + 32);
            }
        }
    }

    /// `out = a - b`; b advances by `bStep` per block.
    static void subtract(double[] out, int outAt, double[] a, int aAt, double[] b, int bAt, int bStep, int blocks,
            BlockConstants k) {
        DoubleVector magic = DoubleVector.broadcast(D, BlockConstants.MAGIC);
        DoubleVector perPrime = DoubleVector.broadcast(D, k.perPrime);
        DoubleVector perRadix = DoubleVector.broadcast(D, PER_RADIX);
        DoubleVector radix = DoubleVector.broadcast(D, -RADIX);
        DoubleVector p0 = DoubleVector.broadcast(D, k.prime[0]);
        DoubleVector p1 = DoubleVector.broadcast(D, k.prime[1]);
        DoubleVector p2 = DoubleVector.broadcast(D, k.prime[2]);
        DoubleVector p3 = DoubleVector.broadcast(D, k.prime[3]);
        DoubleVector p4 = DoubleVector.broadcast(D, k.prime[4]);
        for (int i = 0; i < blocks; i++) {
            int x = aAt + i * Digits.BLOCK;
            int y = bAt + i * bStep;
            int z = outAt + i * Digits.BLOCK;
            for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
                DoubleVector s4 = DoubleVector.fromArray(D, a, x + lane + 32).sub(DoubleVector.fromArray(D, b, y + lane + 32));
                DoubleVector s0 = DoubleVector.fromArray(D, a, x + lane).sub(DoubleVector.fromArray(D, b, y + lane));
                DoubleVector s1 = DoubleVector.fromArray(D, a, x + lane + 8).sub(DoubleVector.fromArray(D, b, y + lane + 8));
                DoubleVector s2 = DoubleVector.fromArray(D, a, x + lane + 16).sub(DoubleVector.fromArray(D, b, y + lane + 16));
                DoubleVector s3 = DoubleVector.fromArray(D, a, x + lane + 24).sub(DoubleVector.fromArray(D, b, y + lane + 24));
                DoubleVector q = magic.sub(s4.fma(perPrime, magic));
                s0 = q.fma(p0, s0);
                DoubleVector c = s0.fma(perRadix, magic).sub(magic);
                c.fma(radix, s0).intoArray(out, z + lane);
                s1 = q.fma(p1, s1).add(c);
                c = s1.fma(perRadix, magic).sub(magic);
                c.fma(radix, s1).intoArray(out, z + lane + 8);
                s2 = q.fma(p2, s2).add(c);
                c = s2.fma(perRadix, magic).sub(magic);
                c.fma(radix, s2).intoArray(out, z + lane + 16);
                s3 = q.fma(p3, s3).add(c);
                c = s3.fma(perRadix, magic).sub(magic);
                c.fma(radix, s3).intoArray(out, z + lane + 24);
                q.fma(p4, s4).add(c).intoArray(out, z + lane + 32);
            }
        }
    }
}
