package dev.proofmark.algebra.field;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// Products of one block, left unreduced: ten columns of raw bits (see [BlockConstants]) at `t[tAt + 8 column + lane]`.
///
/// Loops over one factor's limbs stay rolled and no vector is passed between methods: both keep every value in a
/// register. **Requires** digits of factors, or their differences, of at most 2^51 in size.
final class VectorProducts {

    static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED.length() > Digits.LANES
            ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> L = D.withLanes(long.class);

    private VectorProducts() {
    }

    /// `a b`.
    static void product(double[] a, int aAt, double[] b, int bAt, long[] t, int tAt) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            DoubleVector b0 = DoubleVector.fromArray(D, b, bAt + lane);
            DoubleVector b1 = DoubleVector.fromArray(D, b, bAt + lane + 8);
            DoubleVector b2 = DoubleVector.fromArray(D, b, bAt + lane + 16);
            DoubleVector b3 = DoubleVector.fromArray(D, b, bAt + lane + 24);
            DoubleVector b4 = DoubleVector.fromArray(D, b, bAt + lane + 32);
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = t0;
            LongVector t2 = t0;
            LongVector t3 = t0;
            LongVector t4 = t0;
            for (int i = 0; i < Digits.BLOCK; i += Digits.LANES) {
                DoubleVector x = DoubleVector.fromArray(D, a, aAt + lane + i);
                DoubleVector high;
                DoubleVector low;
                high = x.fma(b0, split);
                low = x.fma(b0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = x.fma(b1, split);
                low = x.fma(b1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = x.fma(b2, split);
                low = x.fma(b2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = x.fma(b3, split);
                low = x.fma(b3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = x.fma(b4, split);
                low = x.fma(b4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                LongVector t5 = high.viewAsIntegralLanes();
                t0.intoArray(t, tAt + lane + i);
                t0 = t1;
                t1 = t2;
                t2 = t3;
                t3 = t4;
                t4 = t5;
            }
            t0.intoArray(t, tAt + lane + 40);
            t1.intoArray(t, tAt + lane + 48);
            t2.intoArray(t, tAt + lane + 56);
            t3.intoArray(t, tAt + lane + 64);
            t4.intoArray(t, tAt + lane + 72);
        }
    }

    /// `b (a1 - a0)`, the half 1 lying `half` after half 0.
    static void scaledDifference(double[] b, double[] a, int aAt, int half, long[] t, int tAt) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            DoubleVector b0 = DoubleVector.fromArray(D, b, lane);
            DoubleVector b1 = DoubleVector.fromArray(D, b, lane + 8);
            DoubleVector b2 = DoubleVector.fromArray(D, b, lane + 16);
            DoubleVector b3 = DoubleVector.fromArray(D, b, lane + 24);
            DoubleVector b4 = DoubleVector.fromArray(D, b, lane + 32);
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = t0;
            LongVector t2 = t0;
            LongVector t3 = t0;
            LongVector t4 = t0;
            for (int i = 0; i < Digits.BLOCK; i += Digits.LANES) {
                DoubleVector x = DoubleVector.fromArray(D, a, aAt + half + lane + i).sub(
                        DoubleVector.fromArray(D, a, aAt + lane + i));
                DoubleVector high;
                DoubleVector low;
                high = x.fma(b0, split);
                low = x.fma(b0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = x.fma(b1, split);
                low = x.fma(b1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = x.fma(b2, split);
                low = x.fma(b2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = x.fma(b3, split);
                low = x.fma(b3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = x.fma(b4, split);
                low = x.fma(b4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                LongVector t5 = high.viewAsIntegralLanes();
                t0.intoArray(t, tAt + lane + i);
                t0 = t1;
                t1 = t2;
                t2 = t3;
                t3 = t4;
                t4 = t5;
            }
            t0.intoArray(t, tAt + lane + 40);
            t1.intoArray(t, tAt + lane + 48);
            t2.intoArray(t, tAt + lane + 56);
            t3.intoArray(t, tAt + lane + 64);
            t4.intoArray(t, tAt + lane + 72);
        }
    }

    /// `(a1 - a0) (b1 - b0)`.
    static void differenceProduct(double[] a, int aAt, double[] b, int bAt, int half, long[] t, int tAt) {
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
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = t0;
            LongVector t2 = t0;
            LongVector t3 = t0;
            LongVector t4 = t0;
            for (int i = 0; i < Digits.BLOCK; i += Digits.LANES) {
                DoubleVector x = DoubleVector.fromArray(D, a, aAt + half + lane + i).sub(
                        DoubleVector.fromArray(D, a, aAt + lane + i));
                DoubleVector high;
                DoubleVector low;
                high = x.fma(b0, split);
                low = x.fma(b0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = x.fma(b1, split);
                low = x.fma(b1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = x.fma(b2, split);
                low = x.fma(b2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = x.fma(b3, split);
                low = x.fma(b3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = x.fma(b4, split);
                low = x.fma(b4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                LongVector t5 = high.viewAsIntegralLanes();
                t0.intoArray(t, tAt + lane + i);
                t0 = t1;
                t1 = t2;
                t2 = t3;
                t3 = t4;
                t4 = t5;
            }
            t0.intoArray(t, tAt + lane + 40);
            t1.intoArray(t, tAt + lane + 48);
            t2.intoArray(t, tAt + lane + 56);
            t3.intoArray(t, tAt + lane + 64);
            t4.intoArray(t, tAt + lane + 72);
        }
    }

    /// `a b + c d`.
    static void productSum(double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] d, int dAt, long[] t, int tAt) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            DoubleVector b0 = DoubleVector.fromArray(D, b, bAt + lane);
            DoubleVector b1 = DoubleVector.fromArray(D, b, bAt + lane + 8);
            DoubleVector b2 = DoubleVector.fromArray(D, b, bAt + lane + 16);
            DoubleVector b3 = DoubleVector.fromArray(D, b, bAt + lane + 24);
            DoubleVector b4 = DoubleVector.fromArray(D, b, bAt + lane + 32);
            DoubleVector d0 = DoubleVector.fromArray(D, d, dAt + lane);
            DoubleVector d1 = DoubleVector.fromArray(D, d, dAt + lane + 8);
            DoubleVector d2 = DoubleVector.fromArray(D, d, dAt + lane + 16);
            DoubleVector d3 = DoubleVector.fromArray(D, d, dAt + lane + 24);
            DoubleVector d4 = DoubleVector.fromArray(D, d, dAt + lane + 32);
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = t0;
            LongVector t2 = t0;
            LongVector t3 = t0;
            LongVector t4 = t0;
            for (int i = 0; i < Digits.BLOCK; i += Digits.LANES) {
                DoubleVector x = DoubleVector.fromArray(D, a, aAt + lane + i);
                DoubleVector y = DoubleVector.fromArray(D, c, cAt + lane + i);
                DoubleVector high;
                DoubleVector low;
                high = x.fma(b0, split);
                low = x.fma(b0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = y.fma(d0, split);
                low = y.fma(d0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = x.fma(b1, split);
                low = x.fma(b1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = y.fma(d1, split);
                low = y.fma(d1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = x.fma(b2, split);
                low = x.fma(b2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = y.fma(d2, split);
                low = y.fma(d2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = x.fma(b3, split);
                low = x.fma(b3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = y.fma(d3, split);
                low = y.fma(d3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = x.fma(b4, split);
                low = x.fma(b4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                LongVector t5 = high.viewAsIntegralLanes();
                high = y.fma(d4, split);
                low = y.fma(d4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                t0.intoArray(t, tAt + lane + i);
                t0 = t1;
                t1 = t2;
                t2 = t3;
                t3 = t4;
                t4 = t5;
            }
            t0.intoArray(t, tAt + lane + 40);
            t1.intoArray(t, tAt + lane + 48);
            t2.intoArray(t, tAt + lane + 56);
            t3.intoArray(t, tAt + lane + 64);
            t4.intoArray(t, tAt + lane + 72);
        }
    }

    /// `(a1 - a0) (b1 - b0) + (c1 - c0) (d1 - d0)`.
    static void differenceProductSum(double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, double[] d, int dAt, int half, long[] t,
            int tAt) {
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
            DoubleVector d0 = DoubleVector.fromArray(D, d, dAt + half + lane).sub(
                    DoubleVector.fromArray(D, d, dAt + lane));
            DoubleVector d1 = DoubleVector.fromArray(D, d, dAt + half + lane + 8).sub(
                    DoubleVector.fromArray(D, d, dAt + lane + 8));
            DoubleVector d2 = DoubleVector.fromArray(D, d, dAt + half + lane + 16).sub(
                    DoubleVector.fromArray(D, d, dAt + lane + 16));
            DoubleVector d3 = DoubleVector.fromArray(D, d, dAt + half + lane + 24).sub(
                    DoubleVector.fromArray(D, d, dAt + lane + 24));
            DoubleVector d4 = DoubleVector.fromArray(D, d, dAt + half + lane + 32).sub(
                    DoubleVector.fromArray(D, d, dAt + lane + 32));
            LongVector t0 = LongVector.zero(L);
            LongVector t1 = t0;
            LongVector t2 = t0;
            LongVector t3 = t0;
            LongVector t4 = t0;
            for (int i = 0; i < Digits.BLOCK; i += Digits.LANES) {
                DoubleVector x = DoubleVector.fromArray(D, a, aAt + half + lane + i).sub(
                        DoubleVector.fromArray(D, a, aAt + lane + i));
                DoubleVector y = DoubleVector.fromArray(D, c, cAt + half + lane + i).sub(
                        DoubleVector.fromArray(D, c, cAt + lane + i));
                DoubleVector high;
                DoubleVector low;
                high = x.fma(b0, split);
                low = x.fma(b0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = y.fma(d0, split);
                low = y.fma(d0, splitLow.sub(high));
                t0 = t0.add(low.viewAsIntegralLanes());
                t1 = t1.add(high.viewAsIntegralLanes());
                high = x.fma(b1, split);
                low = x.fma(b1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = y.fma(d1, split);
                low = y.fma(d1, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = x.fma(b2, split);
                low = x.fma(b2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = y.fma(d2, split);
                low = y.fma(d2, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = x.fma(b3, split);
                low = x.fma(b3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = y.fma(d3, split);
                low = y.fma(d3, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = x.fma(b4, split);
                low = x.fma(b4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                LongVector t5 = high.viewAsIntegralLanes();
                high = y.fma(d4, split);
                low = y.fma(d4, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                t0.intoArray(t, tAt + lane + i);
                t0 = t1;
                t1 = t2;
                t2 = t3;
                t3 = t4;
                t4 = t5;
            }
            t0.intoArray(t, tAt + lane + 40);
            t1.intoArray(t, tAt + lane + 48);
            t2.intoArray(t, tAt + lane + 56);
            t3.intoArray(t, tAt + lane + 64);
            t4.intoArray(t, tAt + lane + 72);
        }
    }
}
