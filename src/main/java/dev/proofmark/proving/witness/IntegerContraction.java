package dev.proofmark.proving.witness;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Shape;
import java.util.Arrays;

/// The integer value of a contraction: batched matrix products over logical positions, in `double` where every partial
/// sum is an exact integer below 2^53, in `long` otherwise.
///
/// **Cost** one multiply-add per (batch, a-only, summed, b-only) position.
final class IntegerContraction {
    private final int[] batchA;
    private final int[] batchB;
    private final int[] batchOut;
    private final int[] onlyA;
    private final int[] onlyAOut;
    private final int[] onlyB;
    private final int[] onlyBOut;
    private final int[] summedA;
    private final int[] summedB;
    private final int outSize;

    IntegerContraction(Contract c, Shape a, Shape b) {
        int[] batch = new int[c.outLabels().length];
        int[] aOnly = new int[c.outLabels().length];
        int[] bOnly = new int[c.outLabels().length];
        int nBatch = 0;
        int nA = 0;
        int nB = 0;
        for (int label : c.outLabels()) {
            boolean inA = Contract.indexOf(c.aLabels(), label) >= 0;
            boolean inB = Contract.indexOf(c.bLabels(), label) >= 0;
            if (inA && inB) {
                batch[nBatch++] = label;
            } else if (inA) {
                aOnly[nA++] = label;
            } else {
                bOnly[nB++] = label;
            }
        }
        int[] summed = Arrays.stream(c.summedAxesOfA()).map(axis -> c.aLabels()[axis]).toArray();
        batch = Arrays.copyOf(batch, nBatch);
        aOnly = Arrays.copyOf(aOnly, nA);
        bOnly = Arrays.copyOf(bOnly, nB);
        this.batchA = offsets(a, c.aLabels(), batch);
        this.batchB = offsets(b, c.bLabels(), batch);
        this.batchOut = offsets(c.shape(), c.outLabels(), batch);
        this.onlyA = offsets(a, c.aLabels(), aOnly);
        this.onlyAOut = offsets(c.shape(), c.outLabels(), aOnly);
        this.onlyB = offsets(b, c.bLabels(), bOnly);
        this.onlyBOut = offsets(c.shape(), c.outLabels(), bOnly);
        this.summedA = offsets(a, c.aLabels(), summed);
        this.summedB = offsets(b, c.bLabels(), summed);
        this.outSize = c.shape().paddedSize();
    }

    private static int[] offsets(Shape shape, int[] labels, int[] wanted) {
        return Positions.of(shape, Arrays.stream(wanted).map(l -> Contract.indexOf(labels, l)).toArray());
    }

    IntegerTensor value(IntegerTensor a, IntegerTensor b, Workers workers) {
        long[] out = new long[outSize];
        double bound = (double) a.magnitude() * b.magnitude() * summedA.length;
        boolean exact = bound < 0x1p53;
        int rows = onlyA.length;
        for (int batch = 0; batch < batchA.length; batch++) {
            int at = batch;
            if (exact && onlyB.length >= 8) {
                double[] right = gather(b, batchB[batch], summedB, onlyB);
                workers.forRange(rows, 1, (from, to) -> wide(a, right, at, from, to, out));
            } else if (exact && rows >= 8) {
                double[] left = gather(a, batchA[batch], summedA, onlyA);
                tall(left, b, at, out);
            } else {
                workers.forRange(rows, 8, (from, to) -> plain(a, b, at, from, to, out));
            }
        }
        return IntegerTensor.of(out);
    }

    /// `[outer][inner]` values of one batch entry.
    private static double[] gather(IntegerTensor t, int base, int[] outer, int[] inner) {
        double[] values = new double[outer.length * inner.length];
        int n = 0;
        for (int o : outer) {
            for (int i : inner) {
                values[n++] = t.get(base + o + i);
            }
        }
        return values;
    }

    private void wide(IntegerTensor a, double[] right, int batch, int from, int to, long[] out) {
        int columns = onlyB.length;
        double[] sum = new double[columns];
        for (int i = from; i < to; i++) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < summedA.length; k++) {
                double factor = a.get(batchA[batch] + onlyA[i] + summedA[k]);
                if (factor != 0) {
                    axpy(sum, factor, right, k * columns);
                }
            }
            int base = batchOut[batch] + onlyAOut[i];
            for (int j = 0; j < columns; j++) {
                out[base + onlyBOut[j]] = (long) sum[j];
            }
        }
    }

    private void tall(double[] left, IntegerTensor b, int batch, long[] out) {
        int rows = onlyA.length;
        double[] sum = new double[rows];
        for (int j = 0; j < onlyB.length; j++) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < summedB.length; k++) {
                double factor = b.get(batchB[batch] + onlyB[j] + summedB[k]);
                if (factor != 0) {
                    axpy(sum, factor, left, k * rows);
                }
            }
            int base = batchOut[batch] + onlyBOut[j];
            for (int i = 0; i < rows; i++) {
                out[base + onlyAOut[i]] = (long) sum[i];
            }
        }
    }

    private static void axpy(double[] sum, double factor, double[] values, int at) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * values[at + j];
        }
    }

    private void plain(IntegerTensor a, IntegerTensor b, int batch, int from, int to, long[] out) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < onlyB.length; j++) {
                long sum = 0;
                for (int k = 0; k < summedA.length; k++) {
                    sum += a.get(batchA[batch] + onlyA[i] + summedA[k]) * b.get(batchB[batch] + onlyB[j] + summedB[k]);
                }
                out[batchOut[batch] + onlyAOut[i] + onlyBOut[j]] = sum;
            }
        }
    }
}
