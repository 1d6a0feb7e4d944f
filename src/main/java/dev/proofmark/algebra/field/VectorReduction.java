package dev.proofmark.algebra.field;

import static dev.proofmark.algebra.field.VectorProducts.D;
import static dev.proofmark.algebra.field.VectorProducts.L;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/// Montgomery reduction of two blocks of columns at once, which hides each other's latency: see [PlainChunk#reduce] for the
/// steps in plain loops.
final class VectorReduction {

    private VectorReduction() {
    }

    /// Four times: the lowest column's balanced digit m goes, and m 2^-51 mod prime comes to the columns above.
    /// Columns 4 to 9 are left in `t`, the lowest of them with all its constants off.
    static void shiftFour(long[] t, int tAt, int uAt, long[] load, long[] otherLoad, BlockConstants k) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        DoubleVector offset = DoubleVector.broadcast(D, BlockConstants.DIGIT_OFFSET);
        LongVector mask = LongVector.broadcast(L, BlockConstants.MASK);
        LongVector digitBits = LongVector.broadcast(L, BlockConstants.DIGIT_BITS);
        DoubleVector c0 = DoubleVector.broadcast(D, k.shift[0]);
        DoubleVector c1 = DoubleVector.broadcast(D, k.shift[1]);
        DoubleVector c2 = DoubleVector.broadcast(D, k.shift[2]);
        DoubleVector c3 = DoubleVector.broadcast(D, k.shift[3]);
        DoubleVector c4 = DoubleVector.broadcast(D, k.shift[4]);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            LongVector t0 = LongVector.fromArray(L, t, tAt + lane).add(load[0]);
            LongVector t1 = LongVector.fromArray(L, t, tAt + lane + 8).add(load[1]);
            LongVector t2 = LongVector.fromArray(L, t, tAt + lane + 16).add(load[2]);
            LongVector t3 = LongVector.fromArray(L, t, tAt + lane + 24).add(load[3]);
            LongVector t4 = LongVector.fromArray(L, t, tAt + lane + 32).add(load[4]);
            LongVector t5 = LongVector.fromArray(L, t, tAt + lane + 40).add(load[5]);
            LongVector u0 = LongVector.fromArray(L, t, uAt + lane).add(otherLoad[0]);
            LongVector u1 = LongVector.fromArray(L, t, uAt + lane + 8).add(otherLoad[1]);
            LongVector u2 = LongVector.fromArray(L, t, uAt + lane + 16).add(otherLoad[2]);
            LongVector u3 = LongVector.fromArray(L, t, uAt + lane + 24).add(otherLoad[3]);
            LongVector u4 = LongVector.fromArray(L, t, uAt + lane + 32).add(otherLoad[4]);
            LongVector u5 = LongVector.fromArray(L, t, uAt + lane + 40).add(otherLoad[5]);
            for (int i = 0; i < 4; i++) {
                DoubleVector high;
                DoubleVector low;
                t1 = t1.add(t0.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
                DoubleVector m = t0.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset);
                u1 = u1.add(u0.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
                DoubleVector n = u0.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset);
                LongVector t6 = LongVector.fromArray(L, t, tAt + lane + 48 + 8 * i).add(load[6 + i]);
                high = m.fma(c0, split);
                low = m.fma(c0, splitLow.sub(high));
                t1 = t1.add(low.viewAsIntegralLanes());
                t2 = t2.add(high.viewAsIntegralLanes());
                high = m.fma(c1, split);
                low = m.fma(c1, splitLow.sub(high));
                t2 = t2.add(low.viewAsIntegralLanes());
                t3 = t3.add(high.viewAsIntegralLanes());
                high = m.fma(c2, split);
                low = m.fma(c2, splitLow.sub(high));
                t3 = t3.add(low.viewAsIntegralLanes());
                t4 = t4.add(high.viewAsIntegralLanes());
                high = m.fma(c3, split);
                low = m.fma(c3, splitLow.sub(high));
                t4 = t4.add(low.viewAsIntegralLanes());
                t5 = t5.add(high.viewAsIntegralLanes());
                high = m.fma(c4, split);
                low = m.fma(c4, splitLow.sub(high));
                t5 = t5.add(low.viewAsIntegralLanes());
                t6 = t6.add(high.viewAsIntegralLanes());
                t0 = t1;
                t1 = t2;
                t2 = t3;
                t3 = t4;
                t4 = t5;
                t5 = t6;
                LongVector u6 = LongVector.fromArray(L, t, uAt + lane + 48 + 8 * i).add(otherLoad[6 + i]);
                high = n.fma(c0, split);
                low = n.fma(c0, splitLow.sub(high));
                u1 = u1.add(low.viewAsIntegralLanes());
                u2 = u2.add(high.viewAsIntegralLanes());
                high = n.fma(c1, split);
                low = n.fma(c1, splitLow.sub(high));
                u2 = u2.add(low.viewAsIntegralLanes());
                u3 = u3.add(high.viewAsIntegralLanes());
                high = n.fma(c2, split);
                low = n.fma(c2, splitLow.sub(high));
                u3 = u3.add(low.viewAsIntegralLanes());
                u4 = u4.add(high.viewAsIntegralLanes());
                high = n.fma(c3, split);
                low = n.fma(c3, splitLow.sub(high));
                u4 = u4.add(low.viewAsIntegralLanes());
                u5 = u5.add(high.viewAsIntegralLanes());
                high = n.fma(c4, split);
                low = n.fma(c4, splitLow.sub(high));
                u5 = u5.add(low.viewAsIntegralLanes());
                u6 = u6.add(high.viewAsIntegralLanes());
                u0 = u1;
                u1 = u2;
                u2 = u3;
                u3 = u4;
                u4 = u5;
                u5 = u6;
            }
            t0.intoArray(t, tAt + lane + 32);
            t1.intoArray(t, tAt + lane + 40);
            t2.intoArray(t, tAt + lane + 48);
            t3.intoArray(t, tAt + lane + 56);
            t4.intoArray(t, tAt + lane + 64);
            t5.intoArray(t, tAt + lane + 72);
            u0.intoArray(t, uAt + lane + 32);
            u1.intoArray(t, uAt + lane + 40);
            u2.intoArray(t, uAt + lane + 48);
            u3.intoArray(t, uAt + lane + 56);
            u4.intoArray(t, uAt + lane + 64);
            u5.intoArray(t, uAt + lane + 72);
        }
    }

    /// The classical step on column 4; then columns 5 to 9 plus the block `plus`, brought into range and into digits.
    static void finish(long[] t, int tAt, int uAt, double[] plus, int plusAt, int plusOtherAt, double[] out, int outAt,
            double[] other, int otherAt, BlockConstants k) {
        DoubleVector split = DoubleVector.broadcast(D, BlockConstants.SPLIT);
        DoubleVector splitLow = DoubleVector.broadcast(D, BlockConstants.SPLIT_LOW);
        DoubleVector magic = DoubleVector.broadcast(D, BlockConstants.MAGIC);
        DoubleVector offset = DoubleVector.broadcast(D, BlockConstants.DIGIT_OFFSET);
        LongVector mask = LongVector.broadcast(L, BlockConstants.MASK);
        LongVector digitBits = LongVector.broadcast(L, BlockConstants.DIGIT_BITS);
        DoubleVector p0 = DoubleVector.broadcast(D, k.prime[0]);
        DoubleVector p1 = DoubleVector.broadcast(D, k.prime[1]);
        DoubleVector p2 = DoubleVector.broadcast(D, k.prime[2]);
        DoubleVector p3 = DoubleVector.broadcast(D, k.prime[3]);
        DoubleVector p4 = DoubleVector.broadcast(D, k.prime[4]);
        DoubleVector perPrime = DoubleVector.broadcast(D, k.perPrime);
        DoubleVector inverse = DoubleVector.broadcast(D, k.negativeInverse);
        for (int lane = 0; lane < Digits.LANES; lane += D.length()) {
            DoubleVector high;
            DoubleVector low;
            LongVector t0 = LongVector.fromArray(L, t, tAt + lane + 32);
            LongVector t1 = LongVector.fromArray(L, t, tAt + lane + 40);
            LongVector t2 = LongVector.fromArray(L, t, tAt + lane + 48);
            LongVector t3 = LongVector.fromArray(L, t, tAt + lane + 56);
            LongVector t4 = LongVector.fromArray(L, t, tAt + lane + 64);
            LongVector t5 = LongVector.fromArray(L, t, tAt + lane + 72);
            DoubleVector m = t0.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset);
            high = m.fma(inverse, split);
            m = m.fma(inverse, split.sub(high));
            high = m.fma(p0, split);
            low = m.fma(p0, splitLow.sub(high));
            t0 = t0.add(low.viewAsIntegralLanes());
            t1 = t1.add(high.viewAsIntegralLanes());
            high = m.fma(p1, split);
            low = m.fma(p1, splitLow.sub(high));
            t1 = t1.add(low.viewAsIntegralLanes());
            t2 = t2.add(high.viewAsIntegralLanes());
            high = m.fma(p2, split);
            low = m.fma(p2, splitLow.sub(high));
            t2 = t2.add(low.viewAsIntegralLanes());
            t3 = t3.add(high.viewAsIntegralLanes());
            high = m.fma(p3, split);
            low = m.fma(p3, splitLow.sub(high));
            t3 = t3.add(low.viewAsIntegralLanes());
            t4 = t4.add(high.viewAsIntegralLanes());
            high = m.fma(p4, split);
            low = m.fma(p4, splitLow.sub(high));
            t4 = t4.add(low.viewAsIntegralLanes());
            t5 = t5.add(high.viewAsIntegralLanes());
            LongVector u0 = LongVector.fromArray(L, t, uAt + lane + 32);
            LongVector u1 = LongVector.fromArray(L, t, uAt + lane + 40);
            LongVector u2 = LongVector.fromArray(L, t, uAt + lane + 48);
            LongVector u3 = LongVector.fromArray(L, t, uAt + lane + 56);
            LongVector u4 = LongVector.fromArray(L, t, uAt + lane + 64);
            LongVector u5 = LongVector.fromArray(L, t, uAt + lane + 72);
            DoubleVector n = u0.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset);
            high = n.fma(inverse, split);
            n = n.fma(inverse, split.sub(high));
            high = n.fma(p0, split);
            low = n.fma(p0, splitLow.sub(high));
            u0 = u0.add(low.viewAsIntegralLanes());
            u1 = u1.add(high.viewAsIntegralLanes());
            high = n.fma(p1, split);
            low = n.fma(p1, splitLow.sub(high));
            u1 = u1.add(low.viewAsIntegralLanes());
            u2 = u2.add(high.viewAsIntegralLanes());
            high = n.fma(p2, split);
            low = n.fma(p2, splitLow.sub(high));
            u2 = u2.add(low.viewAsIntegralLanes());
            u3 = u3.add(high.viewAsIntegralLanes());
            high = n.fma(p3, split);
            low = n.fma(p3, splitLow.sub(high));
            u3 = u3.add(low.viewAsIntegralLanes());
            u4 = u4.add(high.viewAsIntegralLanes());
            high = n.fma(p4, split);
            low = n.fma(p4, splitLow.sub(high));
            u4 = u4.add(low.viewAsIntegralLanes());
            u5 = u5.add(high.viewAsIntegralLanes());
            t1 = t1.add(t0.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            DoubleVector tPlus0 = DoubleVector.fromArray(D, plus, plusAt + lane);
            DoubleVector tPlus1 = DoubleVector.fromArray(D, plus, plusAt + lane + 8);
            DoubleVector tPlus2 = DoubleVector.fromArray(D, plus, plusAt + lane + 16);
            DoubleVector tPlus3 = DoubleVector.fromArray(D, plus, plusAt + lane + 24);
            DoubleVector tPlus4 = DoubleVector.fromArray(D, plus, plusAt + lane + 32);
            DoubleVector q = t5.add(2 * BlockConstants.LOW_BITS).reinterpretAsDoubles().sub(magic).add(tPlus4);
            q = q.fma(perPrime, magic);
            q = magic.sub(q);
            t1 = t1.add(q.fma(p0, tPlus0.add(magic)).viewAsIntegralLanes());
            t2 = t2.add(q.fma(p1, tPlus1.add(magic)).viewAsIntegralLanes());
            t3 = t3.add(q.fma(p2, tPlus2.add(magic)).viewAsIntegralLanes());
            t4 = t4.add(q.fma(p3, tPlus3.add(magic)).viewAsIntegralLanes());
            t5 = t5.add(q.fma(p4, tPlus4.add(magic)).viewAsIntegralLanes());
            u1 = u1.add(u0.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            DoubleVector uPlus0 = DoubleVector.fromArray(D, plus, plusOtherAt + lane);
            DoubleVector uPlus1 = DoubleVector.fromArray(D, plus, plusOtherAt + lane + 8);
            DoubleVector uPlus2 = DoubleVector.fromArray(D, plus, plusOtherAt + lane + 16);
            DoubleVector uPlus3 = DoubleVector.fromArray(D, plus, plusOtherAt + lane + 24);
            DoubleVector uPlus4 = DoubleVector.fromArray(D, plus, plusOtherAt + lane + 32);
            DoubleVector r = u5.add(2 * BlockConstants.LOW_BITS).reinterpretAsDoubles().sub(magic).add(uPlus4);
            r = r.fma(perPrime, magic);
            r = magic.sub(r);
            u1 = u1.add(r.fma(p0, uPlus0.add(magic)).viewAsIntegralLanes());
            u2 = u2.add(r.fma(p1, uPlus1.add(magic)).viewAsIntegralLanes());
            u3 = u3.add(r.fma(p2, uPlus2.add(magic)).viewAsIntegralLanes());
            u4 = u4.add(r.fma(p3, uPlus3.add(magic)).viewAsIntegralLanes());
            u5 = u5.add(r.fma(p4, uPlus4.add(magic)).viewAsIntegralLanes());
            t1.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(out, outAt + lane);
            t2 = t2.add(t1.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            t2.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(out, outAt + lane + 8);
            t3 = t3.add(t2.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            t3.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(out, outAt + lane + 16);
            t4 = t4.add(t3.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            t4.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(out, outAt + lane + 24);
            t5 = t5.add(t4.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            t5.add(BlockConstants.LOW_BITS).reinterpretAsDoubles().sub(magic).intoArray(out, outAt + lane + 32);
            u1.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(other, otherAt + lane);
            u2 = u2.add(u1.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            u2.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(other, otherAt + lane + 8);
            u3 = u3.add(u2.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            u3.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(other, otherAt + lane + 16);
            u4 = u4.add(u3.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            u4.and(mask).or(digitBits).reinterpretAsDoubles().sub(offset).intoArray(other, otherAt + lane + 24);
            u5 = u5.add(u4.lanewise(VectorOperators.ASHR, Digits.RADIX_BITS));
            u5.add(BlockConstants.LOW_BITS).reinterpretAsDoubles().sub(magic).intoArray(other, otherAt + lane + 32);
        }
    }
}
