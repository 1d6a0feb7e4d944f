package dev.proofmark.algebra.field;

import static dev.proofmark.algebra.field.VectorProducts.D;
import static dev.proofmark.algebra.field.VectorProducts.L;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// Products of `long`s with field elements: a `long` below 2^62 in size is two digits.
final class VectorLongs {
    private VectorLongs() {
    }

    /// `sum += v b`, columns 0 to 6.
    static void dot(long[] sum, long[] v, int vAt, double[] b, int bAt, int blocks) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        DoubleVector offset = DoubleVector.broadcast(D, BlockConstants.DIGIT_OFFSET);
        DoubleVector magic = DoubleVector.broadcast(D, BlockConstants.MAGIC);
        LongVector mask = LongVector.broadcast(L, BlockConstants.MASK);
        LongVector digitBits = LongVector.broadcast(L, BlockConstants.DIGIT_BITS);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = LongVector.zero(L);
            LongVector t2 = LongVector.zero(L);
            LongVector t3 = LongVector.zero(L);
            LongVector t4 = LongVector.zero(L);
            LongVector t5 = LongVector.zero(L);
            LongVector t6 = LongVector.zero(L);
            for (int i = 0; i < blocks; i++) {
                LongVector value = LongVector.fromArray(L, v, vAt + lane + i * Digits.LANES).add(BlockConstants.HALF);
                DoubleVector x = value.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset);
                DoubleVector y = value.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS).add(BlockConstants.LOW_BITS)
                        .reinterpretAsDoubles().sub(magic);
                int at = bAt + lane + i * Digits.BLOCK;
                DoubleVector high;
                DoubleVector low;
                DoubleVector b0 = DoubleVector.fromArray(D, b, at);
                high = x.fma(b0, split);
                low = x.fma(b0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = y.fma(b0, split);
                low = y.fma(b0, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                DoubleVector b1 = DoubleVector.fromArray(D, b, at + 8);
                high = x.fma(b1, split);
                low = x.fma(b1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = y.fma(b1, split);
                low = y.fma(b1, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                DoubleVector b2 = DoubleVector.fromArray(D, b, at + 16);
                high = x.fma(b2, split);
                low = x.fma(b2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = y.fma(b2, split);
                low = y.fma(b2, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                DoubleVector b3 = DoubleVector.fromArray(D, b, at + 24);
                high = x.fma(b3, split);
                low = x.fma(b3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = y.fma(b3, split);
                low = y.fma(b3, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                DoubleVector b4 = DoubleVector.fromArray(D, b, at + 32);
                high = x.fma(b4, split);
                low = x.fma(b4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                high = y.fma(b4, split);
                low = y.fma(b4, splitLow.sub(high));
                t5 = t5.add(low.viewAsIntegralLanes());
                t6 = t6.add(high.viewAsIntegralLanes());
            }
            t0.sub(blocks * BlockConstants.LOW_BITS).add(LongVector.fromArray(L, sum, lane)).intoArray(sum, lane);
            t1.sub(blocks * (2 * BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 8))
                    .intoArray(sum, lane + 8);
            t2.sub(blocks * (2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 16))
                    .intoArray(sum, lane + 16);
            t3.sub(blocks * (2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 24))
                    .intoArray(sum, lane + 24);
            t4.sub(blocks * (2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 32))
                    .intoArray(sum, lane + 32);
            t5.sub(blocks * (BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).add(LongVector.fromArray(L, sum, lane + 40))
                    .intoArray(sum, lane + 40);
            t6.sub(blocks * BlockConstants.HIGH_BITS).add(LongVector.fromArray(L, sum, lane + 48)).intoArray(sum, lane + 48);
        }
    }

    /// Columns 0 to 6 of the same over `long`, for one block; the others are cleared.
    static void rows(long[] sum, int sumAt, long[] v, int vAt, int rowStride, int rows, double[] w) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        DoubleVector offset = DoubleVector.broadcast(D, BlockConstants.DIGIT_OFFSET);
        DoubleVector magic = DoubleVector.broadcast(D, BlockConstants.MAGIC);
        LongVector mask = LongVector.broadcast(L, BlockConstants.MASK);
        LongVector digitBits = LongVector.broadcast(L, BlockConstants.DIGIT_BITS);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = LongVector.zero(L);
            LongVector t2 = LongVector.zero(L);
            LongVector t3 = LongVector.zero(L);
            LongVector t4 = LongVector.zero(L);
            LongVector t5 = LongVector.zero(L);
            LongVector t6 = LongVector.zero(L);
            for (int i = 0; i < rows; i++) {
                LongVector value = LongVector.fromArray(L, v, vAt + lane + i * rowStride).add(BlockConstants.HALF);
                DoubleVector x = value.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset);
                DoubleVector y = value.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS).add(BlockConstants.LOW_BITS)
                        .reinterpretAsDoubles().sub(magic);
                int at = Digits.position(i);
                DoubleVector high;
                DoubleVector low;
                DoubleVector b0 = DoubleVector.broadcast(D, w[at]);
                high = x.fma(b0, split);
                low = x.fma(b0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = y.fma(b0, split);
                low = y.fma(b0, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                DoubleVector b1 = DoubleVector.broadcast(D, w[at + 8]);
                high = x.fma(b1, split);
                low = x.fma(b1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = y.fma(b1, split);
                low = y.fma(b1, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                DoubleVector b2 = DoubleVector.broadcast(D, w[at + 16]);
                high = x.fma(b2, split);
                low = x.fma(b2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = y.fma(b2, split);
                low = y.fma(b2, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                DoubleVector b3 = DoubleVector.broadcast(D, w[at + 24]);
                high = x.fma(b3, split);
                low = x.fma(b3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = y.fma(b3, split);
                low = y.fma(b3, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                DoubleVector b4 = DoubleVector.broadcast(D, w[at + 32]);
                high = x.fma(b4, split);
                low = x.fma(b4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                high = y.fma(b4, split);
                low = y.fma(b4, splitLow.sub(high));
                t5 = t5.add(low.viewAsIntegralLanes());
                t6 = t6.add(high.viewAsIntegralLanes());
            }
            t0.sub(rows * BlockConstants.LOW_BITS).intoArray(sum, sumAt + lane);
            t1.sub(rows * (2 * BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(sum, sumAt + lane + 8);
            t2.sub(rows * (2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).intoArray(sum, sumAt + lane + 16);
            t3.sub(rows * (2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).intoArray(sum, sumAt + lane + 24);
            t4.sub(rows * (2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).intoArray(sum, sumAt + lane + 32);
            t5.sub(rows * (BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).intoArray(sum, sumAt + lane + 40);
            t6.sub(rows * BlockConstants.HIGH_BITS).intoArray(sum, sumAt + lane + 48);
            for (int column = 56; column < 80; column += 8) {
                LongVector.zero(L).intoArray(sum, sumAt + lane + column);
            }
        }
    }

    /// The columns 0 to 6 of `scale v` for one block; the others are cleared.
    static void scale(long[] t, int tAt, double[] scale, long[] v, int vAt) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        DoubleVector offset = DoubleVector.broadcast(D, BlockConstants.DIGIT_OFFSET);
        DoubleVector magic = DoubleVector.broadcast(D, BlockConstants.MAGIC);
        LongVector mask = LongVector.broadcast(L, BlockConstants.MASK);
        LongVector digitBits = LongVector.broadcast(L, BlockConstants.DIGIT_BITS);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = LongVector.zero(L);
            LongVector t2 = LongVector.zero(L);
            LongVector t3 = LongVector.zero(L);
            LongVector t4 = LongVector.zero(L);
            LongVector t5 = LongVector.zero(L);
            LongVector t6 = LongVector.zero(L);
            LongVector value = LongVector.fromArray(L, v, vAt + lane).add(BlockConstants.HALF);
            DoubleVector x = value.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset);
            DoubleVector y = value.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS).add(BlockConstants.LOW_BITS)
                    .reinterpretAsDoubles().sub(magic);
            DoubleVector high;
            DoubleVector low;
            DoubleVector b0 = DoubleVector.fromArray(D, scale, lane);
            high = x.fma(b0, split);
            low = x.fma(b0, splitLow.sub(high));
            t0 = t0.add(low.viewAsIntegralLanes());
            t1 = t1.add(high.viewAsIntegralLanes());
            high = y.fma(b0, split);
            low = y.fma(b0, splitLow.sub(high));
            t1 = t1.add(low.viewAsIntegralLanes());
            t2 = t2.add(high.viewAsIntegralLanes());
            DoubleVector b1 = DoubleVector.fromArray(D, scale, lane + 8);
            high = x.fma(b1, split);
            low = x.fma(b1, splitLow.sub(high));
            t1 = t1.add(low.viewAsIntegralLanes());
            t2 = t2.add(high.viewAsIntegralLanes());
            high = y.fma(b1, split);
            low = y.fma(b1, splitLow.sub(high));
            t2 = t2.add(low.viewAsIntegralLanes());
            t3 = t3.add(high.viewAsIntegralLanes());
            DoubleVector b2 = DoubleVector.fromArray(D, scale, lane + 16);
            high = x.fma(b2, split);
            low = x.fma(b2, splitLow.sub(high));
            t2 = t2.add(low.viewAsIntegralLanes());
            t3 = t3.add(high.viewAsIntegralLanes());
            high = y.fma(b2, split);
            low = y.fma(b2, splitLow.sub(high));
            t3 = t3.add(low.viewAsIntegralLanes());
            t4 = t4.add(high.viewAsIntegralLanes());
            DoubleVector b3 = DoubleVector.fromArray(D, scale, lane + 24);
            high = x.fma(b3, split);
            low = x.fma(b3, splitLow.sub(high));
            t3 = t3.add(low.viewAsIntegralLanes());
            t4 = t4.add(high.viewAsIntegralLanes());
            high = y.fma(b3, split);
            low = y.fma(b3, splitLow.sub(high));
            t4 = t4.add(low.viewAsIntegralLanes());
            t5 = t5.add(high.viewAsIntegralLanes());
            DoubleVector b4 = DoubleVector.fromArray(D, scale, lane + 32);
            high = x.fma(b4, split);
            low = x.fma(b4, splitLow.sub(high));
            t4 = t4.add(low.viewAsIntegralLanes());
            t5 = t5.add(high.viewAsIntegralLanes());
            high = y.fma(b4, split);
            low = y.fma(b4, splitLow.sub(high));
            t5 = t5.add(low.viewAsIntegralLanes());
            t6 = t6.add(high.viewAsIntegralLanes());
            t0.sub(BlockConstants.LOW_BITS).intoArray(t, tAt + lane);
            t1.sub((2 * BlockConstants.LOW_BITS + BlockConstants.HIGH_BITS)).intoArray(t, tAt + lane + 8);
            t2.sub((2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).intoArray(t, tAt + lane + 16);
            t3.sub((2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).intoArray(t, tAt + lane + 24);
            t4.sub((2 * BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).intoArray(t, tAt + lane + 32);
            t5.sub((BlockConstants.LOW_BITS + 2 * BlockConstants.HIGH_BITS)).intoArray(t, tAt + lane + 40);
            t6.sub(BlockConstants.HIGH_BITS).intoArray(t, tAt + lane + 48);
            LongVector.zero(L).intoArray(t, tAt + lane + 56);
            LongVector.zero(L).intoArray(t, tAt + lane + 64);
            LongVector.zero(L).intoArray(t, tAt + lane + 72);
        }
    }
}
