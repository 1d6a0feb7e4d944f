package dev.proofmark.algebra.field;

import static dev.proofmark.algebra.field.VectorProducts.D;
import static dev.proofmark.algebra.field.VectorProducts.L;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Products of `int`s with field elements: an `int` is one digit.
final class VectorIntegers {

    private static final VectorSpecies<Integer> I =
            VectorSpecies.of(int.class, VectorShape.forBitSize(32 * D.length()));

    /// What comes off columns that hold two products and one magic number; the top one keeps one magic number.
    private static final long LOWEST = BlockConstants.HALF - 3 * BlockConstants.LOW_BITS;
    private static final long MIDDLE = LOWEST - 2 * BlockConstants.HIGH_BITS;
    private static final long TOP = -2 * BlockConstants.LOW_BITS - 2 * BlockConstants.HIGH_BITS;

    private VectorIntegers() {
    }

    /// `sum += v b`, columns 0 to 5.
    static void dot(long[] sum, int[] v, int vAt, double[] b, int bAt, int blocks) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = LongVector.zero(L);
            LongVector t2 = LongVector.zero(L);
            LongVector t3 = LongVector.zero(L);
            LongVector t4 = LongVector.zero(L);
            LongVector t5 = LongVector.zero(L);
            for (int i = 0; i < blocks; i++) {
                DoubleVector x = (DoubleVector) IntVector.fromArray(I, v, vAt + lane + i * Digits.LANES)
                        .convertShape(VectorOperators.I2D, D, 0);
                int y = bAt + lane + i * Digits.BLOCK;
                DoubleVector high;
                DoubleVector low;
                high = x.fma(DoubleVector.fromArray(D, b, y), split);
                low = x.fma(DoubleVector.fromArray(D, b, y), splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = x.fma(DoubleVector.fromArray(D, b, y + 8), split);
                low = x.fma(DoubleVector.fromArray(D, b, y + 8), splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = x.fma(DoubleVector.fromArray(D, b, y + 16), split);
                low = x.fma(DoubleVector.fromArray(D, b, y + 16), splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = x.fma(DoubleVector.fromArray(D, b, y + 24), split);
                low = x.fma(DoubleVector.fromArray(D, b, y + 24), splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = x.fma(DoubleVector.fromArray(D, b, y + 32), split);
                low = x.fma(DoubleVector.fromArray(D, b, y + 32), splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
            }
            t0.sub(blocks * BlockConstants.LOW_BITS).add(LongVector.fromArray(L, sum, lane)).intoArray(sum, lane);
            t1.sub(blocks * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 8)).intoArray(sum,
                    lane + 8);
            t2.sub(blocks * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 16))
                    .intoArray(sum, lane + 16);
            t3.sub(blocks * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 24))
                    .intoArray(sum, lane + 24);
            t4.sub(blocks * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 32))
                    .intoArray(sum, lane + 32);
            t5.sub(blocks * BlockConstants.HIGH_BITS).add(LongVector.fromArray(L, sum, lane + 40)).intoArray(sum, lane + 40);
        }
    }

    /// Columns 0 to 5 of `sum_i w_i v[vAt + i rowStride + lane]`, and 80 further those from uAt; the others are cleared.
    static void rows(long[] sum, int[] v, int vAt, int uAt, int rowStride, int rows, double[] w) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = LongVector.zero(L);
            LongVector t2 = LongVector.zero(L);
            LongVector t3 = LongVector.zero(L);
            LongVector t4 = LongVector.zero(L);
            LongVector t5 = LongVector.zero(L);
            LongVector u0 = LongVector.zero(L);
            LongVector u1 = LongVector.zero(L);
            LongVector u2 = LongVector.zero(L);
            LongVector u3 = LongVector.zero(L);
            LongVector u4 = LongVector.zero(L);
            LongVector u5 = LongVector.zero(L);
            for (int i = 0; i < rows; i++) {
                int row = lane + i * rowStride;
                int at = Digits.position(i);
                DoubleVector x = (DoubleVector) IntVector.fromArray(I, v, vAt + row)
                        .convertShape(VectorOperators.I2D, D, 0);
                DoubleVector y = (DoubleVector) IntVector.fromArray(I, v, uAt + row)
                        .convertShape(VectorOperators.I2D, D, 0);
                DoubleVector high;
                DoubleVector low;
                DoubleVector w0 = DoubleVector.broadcast(D, w[at]);
                high = x.fma(w0, split);
                low = x.fma(w0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = y.fma(w0, split);
                low = y.fma(w0, splitLow.sub(high));
                u0 = u0.add(low.viewAsIntegralLanes());
                u1 = u1.add(high.viewAsIntegralLanes());
                DoubleVector w1 = DoubleVector.broadcast(D, w[at + 8]);
                high = x.fma(w1, split);
                low = x.fma(w1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = y.fma(w1, split);
                low = y.fma(w1, splitLow.sub(high));
                u1 = u1.add(low.viewAsIntegralLanes());
                u2 = u2.add(high.viewAsIntegralLanes());
                DoubleVector w2 = DoubleVector.broadcast(D, w[at + 16]);
                high = x.fma(w2, split);
                low = x.fma(w2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = y.fma(w2, split);
                low = y.fma(w2, splitLow.sub(high));
                u2 = u2.add(low.viewAsIntegralLanes());
                u3 = u3.add(high.viewAsIntegralLanes());
                DoubleVector w3 = DoubleVector.broadcast(D, w[at + 24]);
                high = x.fma(w3, split);
                low = x.fma(w3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = y.fma(w3, split);
                low = y.fma(w3, splitLow.sub(high));
                u3 = u3.add(low.viewAsIntegralLanes());
                u4 = u4.add(high.viewAsIntegralLanes());
                DoubleVector w4 = DoubleVector.broadcast(D, w[at + 32]);
                high = x.fma(w4, split);
                low = x.fma(w4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                high = y.fma(w4, split);
                low = y.fma(w4, splitLow.sub(high));
                u4 = u4.add(low.viewAsIntegralLanes());
                u5 = u5.add(high.viewAsIntegralLanes());
            }
            t0.sub(rows * BlockConstants.LOW_BITS).intoArray(sum, lane);
            t1.sub(rows * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, lane + 8);
            t2.sub(rows * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, lane + 16);
            t3.sub(rows * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, lane + 24);
            t4.sub(rows * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, lane + 32);
            t5.sub(rows * BlockConstants.HIGH_BITS).intoArray(sum, lane + 40);
            u0.sub(rows * BlockConstants.LOW_BITS).intoArray(sum, lane + 80);
            u1.sub(rows * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, lane + 80 + 8);
            u2.sub(rows * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, lane + 80 + 16);
            u3.sub(rows * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, lane + 80 + 24);
            u4.sub(rows * (BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, lane + 80 + 32);
            u5.sub(rows * BlockConstants.HIGH_BITS).intoArray(sum, lane + 80 + 40);
            for (int column = 48; column < 80; column += 8) {
                LongVector.zero(L).intoArray(sum, lane + column);
                LongVector.zero(L).intoArray(sum, lane + 80 + column);
            }
        }
    }

    /// `out = plus + scale v`, with the quotient by the prime taken from `double` approximations: the exact remainder
    /// is within half the prime and a rounding error of zero.
    static void affine(double[] out, int outAt, double[] scale, int[] v, int vAt, double[] plus, int plusAt,
            int plusStep, int blocks, BlockConstants k) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        DoubleVector offset = DoubleVector.broadcast(D, BlockConstants.DIGIT_OFFSET);
        DoubleVector magic = DoubleVector.broadcast(D, BlockConstants.MAGIC);
        LongVector mask = LongVector.broadcast(L, BlockConstants.MASK);
        LongVector digitBits = LongVector.broadcast(L, BlockConstants.DIGIT_BITS);
        DoubleVector perPrime = DoubleVector.broadcast(D, k.perPrime);
        DoubleVector ratio = DoubleVector.broadcast(D, scale[32]).mul(perPrime);
        DoubleVector s0 = DoubleVector.broadcast(D, scale[0]);
        DoubleVector s1 = DoubleVector.broadcast(D, scale[8]);
        DoubleVector s2 = DoubleVector.broadcast(D, scale[16]);
        DoubleVector s3 = DoubleVector.broadcast(D, scale[24]);
        DoubleVector s4 = DoubleVector.broadcast(D, scale[32]);
        DoubleVector p0 = DoubleVector.broadcast(D, k.prime[0]);
        DoubleVector p1 = DoubleVector.broadcast(D, k.prime[1]);
        DoubleVector p2 = DoubleVector.broadcast(D, k.prime[2]);
        DoubleVector p3 = DoubleVector.broadcast(D, k.prime[3]);
        DoubleVector p4 = DoubleVector.broadcast(D, k.prime[4]);
        for (int i = 0; i < blocks; i++) {
            int from = plusAt + i * plusStep;
            int to = outAt + i * Digits.BLOCK;
            for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
                DoubleVector x = (DoubleVector) IntVector.fromArray(I, v, vAt + lane + i * Digits.LANES)
                        .convertShape(VectorOperators.I2D, D, 0);
                LongVector t0 = DoubleVector.fromArray(D, plus, from + lane).add(magic).viewAsIntegralLanes();
                LongVector t1 = DoubleVector.fromArray(D, plus, from + lane + 8).add(magic).viewAsIntegralLanes();
                LongVector t2 = DoubleVector.fromArray(D, plus, from + lane + 16).add(magic).viewAsIntegralLanes();
                LongVector t3 = DoubleVector.fromArray(D, plus, from + lane + 24).add(magic).viewAsIntegralLanes();
                LongVector t4 = DoubleVector.fromArray(D, plus, from + lane + 32).add(magic).viewAsIntegralLanes();
                LongVector t5 = LongVector.zero(L);
                DoubleVector q = x.fma(ratio, DoubleVector.fromArray(D, plus, from + lane + 32).mul(perPrime));
                q = magic.sub(q.add(magic));
                DoubleVector high;
                DoubleVector low;
                high = x.fma(s0, split);
                low = x.fma(s0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = x.fma(s1, split);
                low = x.fma(s1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = x.fma(s2, split);
                low = x.fma(s2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = x.fma(s3, split);
                low = x.fma(s3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = x.fma(s4, split);
                low = x.fma(s4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                high = q.fma(p0, split);
                low = q.fma(p0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = q.fma(p1, split);
                low = q.fma(p1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = q.fma(p2, split);
                low = q.fma(p2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = q.fma(p3, split);
                low = q.fma(p3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = q.fma(p4, split);
                low = q.fma(p4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                t0 = t0.add(LOWEST);
                t0.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(out, to + lane);
                t1 = t1.add(t0.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS))
                        .add(MIDDLE);
                t1.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(out, to + lane + 8);
                t2 = t2.add(t1.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS))
                        .add(MIDDLE);
                t2.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(out, to + lane + 16);
                t3 = t3.add(t2.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS))
                        .add(MIDDLE);
                t3.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(out, to + lane + 24);
                t4 = t4.add(t3.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS))
                        .add(TOP);
                t5 = t5.add(-2 * BlockConstants.HIGH_BITS).lanewise(VectorOperators.LSHL, Digits.RADIX_BITS);
                t4.add(t5).reinterpretAsDoubles().sub(magic).intoArray(out, to + lane + 32);
            }
        }
    }
}
