package dev.proofmark.algebra.field;

import static dev.proofmark.algebra.field.VectorProducts.D;
import static dev.proofmark.algebra.field.VectorProducts.L;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/// Adds products of blocks to ten columns of raw bits that stay unreduced over many blocks.
final class VectorAccumulation {

    private VectorAccumulation() {
    }

    /// `sum += a b`, over one block.
    static void accumulate(long[] sum, int sumAt, double[] a, int aAt, double[] b, int bAt) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            DoubleVector b0 = DoubleVector.fromArray(D, b, bAt + lane);
            DoubleVector b1 = DoubleVector.fromArray(D, b, bAt + lane + 8);
            DoubleVector b2 = DoubleVector.fromArray(D, b, bAt + lane + 16);
            DoubleVector b3 = DoubleVector.fromArray(D, b, bAt + lane + 24);
            DoubleVector b4 = DoubleVector.fromArray(D, b, bAt + lane + 32);
            LongVector t0 = LongVector.fromArray(L, sum, sumAt + lane);
            LongVector t1 = LongVector.fromArray(L, sum, sumAt + lane + 8);
            LongVector t2 = LongVector.fromArray(L, sum, sumAt + lane + 16);
            LongVector t3 = LongVector.fromArray(L, sum, sumAt + lane + 24);
            LongVector t4 = LongVector.fromArray(L, sum, sumAt + lane + 32);
            for (int i = 0; i < Digits.BLOCK; i += Digits.LANES) {
                DoubleVector x = DoubleVector.fromArray(D, a, aAt + lane + i);
                LongVector t5 = LongVector.fromArray(L, sum, sumAt + lane + 40 + i);
                DoubleVector high0 = x.fma(b0, split);
                DoubleVector low0 = x.fma(b0, splitLow.sub(high0));
                t0 = t0.add(low0.viewAsIntegralLanes());
                t1 = t1.add(high0.viewAsIntegralLanes());
                DoubleVector high1 = x.fma(b1, split);
                DoubleVector low1 = x.fma(b1, splitLow.sub(high1));
                t1 = t1.add(low1.viewAsIntegralLanes());
                t2 = t2.add(high1.viewAsIntegralLanes());
                DoubleVector high2 = x.fma(b2, split);
                DoubleVector low2 = x.fma(b2, splitLow.sub(high2));
                t2 = t2.add(low2.viewAsIntegralLanes());
                t3 = t3.add(high2.viewAsIntegralLanes());
                DoubleVector high3 = x.fma(b3, split);
                DoubleVector low3 = x.fma(b3, splitLow.sub(high3));
                t3 = t3.add(low3.viewAsIntegralLanes());
                t4 = t4.add(high3.viewAsIntegralLanes());
                DoubleVector high4 = x.fma(b4, split);
                DoubleVector low4 = x.fma(b4, splitLow.sub(high4));
                t4 = t4.add(low4.viewAsIntegralLanes());
                t5 = t5.add(high4.viewAsIntegralLanes());
                t0.intoArray(sum, sumAt + lane + i);
                t0 = t1;
                t1 = t2;
                t2 = t3;
                t3 = t4;
                t4 = t5;
            }
            t0.intoArray(sum, sumAt + lane + 40);
            t1.intoArray(sum, sumAt + lane + 48);
            t2.intoArray(sum, sumAt + lane + 56);
            t3.intoArray(sum, sumAt + lane + 64);
            t4.intoArray(sum, sumAt + lane + 72);
        }
    }

    /// `sum += (a1 - a0) (b1 - b0)`, over one block.
    static void accumulateDifference(long[] sum, int sumAt, double[] a, int aAt, double[] b, int bAt,
            int half) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            DoubleVector b0 = DoubleVector.fromArray(D, b, bAt + half + lane).sub(
                    DoubleVector.fromArray(D, b, bAt + lane));
            DoubleVector b1 = DoubleVector.fromArray(D, b, bAt + half + lane + 8).sub(
                    DoubleVector.fromArray(D, b, bAt + lane + 8));
            DoubleVector b2 = DoubleVector.fromArray(D, b, bAt + half + lane + 16).sub(
                    DoubleVector.fromArray(D, b, bAt + lane + 16));
            DoubleVector b3 = DoubleVector.fromArray(D, b, bAt + half + lane + 24).sub(
                    DoubleVector.fromArray(D, b, bAt + lane + 24));
            DoubleVector b4 = DoubleVector.fromArray(D, b, bAt + half + lane + 32).sub(
                    DoubleVector.fromArray(D, b, bAt + lane + 32));
            LongVector t0 = LongVector.fromArray(L, sum, sumAt + lane);
            LongVector t1 = LongVector.fromArray(L, sum, sumAt + lane + 8);
            LongVector t2 = LongVector.fromArray(L, sum, sumAt + lane + 16);
            LongVector t3 = LongVector.fromArray(L, sum, sumAt + lane + 24);
            LongVector t4 = LongVector.fromArray(L, sum, sumAt + lane + 32);
            for (int i = 0; i < Digits.BLOCK; i += Digits.LANES) {
                DoubleVector x = DoubleVector.fromArray(D, a, aAt + half + lane + i).sub(
                        DoubleVector.fromArray(D, a, aAt + lane + i));
                LongVector t5 = LongVector.fromArray(L, sum, sumAt + lane + 40 + i);
                DoubleVector high0 = x.fma(b0, split);
                DoubleVector low0 = x.fma(b0, splitLow.sub(high0));
                t0 = t0.add(low0.viewAsIntegralLanes());
                t1 = t1.add(high0.viewAsIntegralLanes());
                DoubleVector high1 = x.fma(b1, split);
                DoubleVector low1 = x.fma(b1, splitLow.sub(high1));
                t1 = t1.add(low1.viewAsIntegralLanes());
                t2 = t2.add(high1.viewAsIntegralLanes());
                DoubleVector high2 = x.fma(b2, split);
                DoubleVector low2 = x.fma(b2, splitLow.sub(high2));
                t2 = t2.add(low2.viewAsIntegralLanes());
                t3 = t3.add(high2.viewAsIntegralLanes());
                DoubleVector high3 = x.fma(b3, split);
                DoubleVector low3 = x.fma(b3, splitLow.sub(high3));
                t3 = t3.add(low3.viewAsIntegralLanes());
                t4 = t4.add(high3.viewAsIntegralLanes());
                DoubleVector high4 = x.fma(b4, split);
                DoubleVector low4 = x.fma(b4, splitLow.sub(high4));
                t4 = t4.add(low4.viewAsIntegralLanes());
                t5 = t5.add(high4.viewAsIntegralLanes());
                t0.intoArray(sum, sumAt + lane + i);
                t0 = t1;
                t1 = t2;
                t2 = t3;
                t3 = t4;
                t4 = t5;
            }
            t0.intoArray(sum, sumAt + lane + 40);
            t1.intoArray(sum, sumAt + lane + 48);
            t2.intoArray(sum, sumAt + lane + 56);
            t3.intoArray(sum, sumAt + lane + 64);
            t4.intoArray(sum, sumAt + lane + 72);
        }
    }
}
