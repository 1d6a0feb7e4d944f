package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.FpArray;
import dev.proofmark.algebra.field.FpDigits;
import java.util.Arrays;

/// Sums of many groups of points at once: pairs inside each group, then pairs of the results, and so on, each level of
/// all groups together in long batches for [BatchAdder].
///
/// A **reference** names a point of the table or an earlier result of this object, or its negative: see
/// [#reference] and [#NOTHING].
///
/// **Cost**: one addition per point beyond the first of each group. Not safe for use by several threads.
final class PointSums {
    /// The reference of an empty group's sum; also of the identity.
    static final int NOTHING = -1;

    private static final int RESULT = 1 << 31;
    private static final int BATCH = 2048;
    private static final int AHEAD = 64;

    private final PointTable table;
    private final BatchAdder adder;
    private final int[] firsts;
    private final int[] seconds;
    private FpArray resultX;
    private FpArray resultY;
    private int results;
    /// Where the values read ahead go, so that reading them is not optimised away.
    private double touched;

    /// Sums over points of `table`, where one call of [#sum] is expected to be given about `references`.
    PointSums(PointTable table, int references) {
        this.table = table;
        this.adder = new BatchAdder(Math.clamp(references / 2, 1, BATCH));
        this.firsts = new int[adder.capacity()];
        this.seconds = new int[adder.capacity()];
        this.resultX = FpArray.zeros(references + 2 * BatchAdder.slack());
        this.resultY = FpArray.zeros(references + 2 * BatchAdder.slack());
    }

    /// The reference of a point of the table, or of its negative.
    static int reference(int index, boolean negative) {
        return index << 1 | (negative ? 1 : 0);
    }

    /// Forgets all results; their references become meaningless.
    void clear() {
        results = 0;
    }

    /// The sum of every group: group g is `references[starts[g]]` to `references[starts[g + 1] - 1]`. No reference
    /// may be [#NOTHING].
    int[] sum(int[] references, int[] starts) {
        int groups = starts.length - 1;
        int[] current = Arrays.copyOfRange(references, starts[0], starts[groups]);
        int[] bounds = new int[groups + 1];
        int[] names = new int[groups];
        for (int g = 0; g < groups; g++) {
            names[g] = g;
            bounds[g + 1] = starts[g + 1] - starts[0];
        }
        int[] out = new int[groups];
        Arrays.fill(out, NOTHING);
        int open = groups;
        while (open > 0) {
            open = addPairs(current, bounds, names, open, out);
        }
        return out;
    }

    /// Replaces neighbours in every open group by their sums, in place. Groups that are down to one point go to `out`;
    /// returns how many are left.
    private int addPairs(int[] current, int[] bounds, int[] names, int open, int[] out) {
        int pairs = 0;
        int kept = 0;
        int left = 0;
        int from = bounds[0];
        for (int g = 0; g < open; g++) {
            int to = bounds[g + 1];
            int start = kept;
            for (; from + 1 < to; from += 2) {
                firsts[pairs] = current[from];
                seconds[pairs] = current[from + 1];
                current[kept++] = RESULT | results + pairs << 1;
                if (++pairs == firsts.length) {
                    flush(pairs);
                    pairs = 0;
                }
            }
            if (from < to) {
                current[kept++] = current[from++];
            }
            if (kept - start > 1) {
                names[left] = names[g];
                bounds[++left] = kept;
            } else if (kept > start) {
                out[names[g]] = current[start];
                kept = start;
            }
        }
        if (pairs > 0) {
            flush(pairs);
        }
        return left;
    }

    private void flush(int pairs) {
        reserve(results + pairs + BatchAdder.slack());
        gather(firsts, pairs, FpDigits.of(adder.x1), FpDigits.of(adder.y1));
        gather(seconds, pairs, FpDigits.of(adder.x2), FpDigits.of(adder.y2));
        adder.add(resultX, resultY, results, pairs);
        results += (pairs + FpDigits.LANES - 1) / FpDigits.LANES * FpDigits.LANES;
    }

    private void reserve(int count) {
        if (count > resultX.length()) {
            resultX = grown(resultX, Math.max(count, 2 * resultX.length()));
            resultY = grown(resultY, resultX.length());
        }
    }

    private static FpArray grown(FpArray array, int length) {
        FpArray out = FpArray.zeros(length);
        double[] digits = FpDigits.of(array);
        System.arraycopy(digits, 0, FpDigits.of(out), 0, digits.length);
        return out;
    }

    /// Copies the points named by `references[i]`, i < n, to lanes i of the two arrays.
    ///
    /// Points of a large table are not in the processor's near caches, and a copy keeps few loads in flight: so a short
    /// loop that only reads goes ahead of the copying.
    private void gather(int[] references, int n, double[] outX, double[] outY) {
        for (int from = 0; from < n; from += AHEAD) {
            int to = Math.min(n, from + AHEAD);
            touched = touch(references, from, to);
            gather(references, from, to, outX, outY);
        }
    }

    private double touch(int[] references, int from, int to) {
        double[][] pages = table.pages();
        int shift = table.shift();
        int mask = (1 << shift) - 1;
        double first = 0;
        double last = 0;
        for (int i = from; i < to; i++) {
            int reference = references[i];
            if (reference >= 0) {
                double[] page = pages[reference >>> shift + 1];
                int at = (reference >>> 1 & mask) * PointTable.ENTRY;
                first += page[at];
                last += page[at + PointTable.ENTRY - 1];
            }
        }
        return first + last;
    }

    private void gather(int[] references, int from, int to, double[] outX, double[] outY) {
        double[] xs = FpDigits.of(resultX);
        double[] ys = FpDigits.of(resultY);
        double[][] pages = table.pages();
        int shift = table.shift();
        int mask = (1 << shift) - 1;
        for (int i = from; i < to; i++) {
            int reference = references[i];
            int index = (reference & ~RESULT) >>> 1;
            double sign = 1 - ((reference & 1) << 1);
            int out = FpDigits.position(i);
            if (reference < 0) {
                PointLanes.copyLane(xs, ys, FpDigits.position(index), sign, outX, outY, out);
            } else {
                double[] page = pages[index >>> shift];
                int at = (index & mask) * PointTable.ENTRY;
                PointLanes.copyEntry(page, at, sign, outX, outY, out);
            }
        }
    }

    /// Writes the point that a reference names as an entry of a [PointTable].
    void copyTo(int reference, double[] out, int at) {
        FpArray x = FpArray.zeros(1);
        FpArray y = FpArray.zeros(1);
        gather(new int[] {reference}, 1, FpDigits.of(x), FpDigits.of(y));
        PointLanes.store(x, y, 0, 1, out, at, PointTable.ENTRY);
    }

    /// The point that a reference names.
    G1 point(int reference) {
        if (reference == NOTHING) {
            return G1.IDENTITY;
        }
        FpArray x = FpArray.zeros(1);
        FpArray y = FpArray.zeros(1);
        gather(new int[] {reference}, 1, FpDigits.of(x), FpDigits.of(y));
        return BatchAdder.isIdentity(y, 0) ? G1.IDENTITY : G1.trusted(x.get(0), y.get(0));
    }
}
