package dev.proofmark.algebra.curve;

/// Weighted sums: for each of several **sets** of pairs (digit d, point P), the sum of d P; digits are signed and at most
/// 2^(bits - 1) in absolute value.
///
/// 1. Points of equal |d| in a set fall into one bucket B_|d| (negated where d < 0), and buckets are summed.
/// 2. With |d| = 2^h hi + lo: the sums R_hi of the buckets over lo and C_lo over hi. Then sum |d| B = 2^h sum hi R_hi
///    + sum lo C_lo, over far fewer terms.
/// 3. Those two by bits: S_b = sum of the R_hi whose hi has bit b - h, or the C_lo whose lo has bit b; result
///    sum 2^b S_b.
///
/// All three are plain sums of groups, so they go in long batches through [PointSums]; only the last doublings are one
/// by one.
///
/// **Cost** per set of n pairs: about n + 2^(bits - 1) + 2^(bits / 2) bits additions.
final class BucketSums {
    private final PointSums sums;
    private final int sets;
    private final int bits;
    private final int lowBits;
    private final int buckets;
    private final int[] keys;
    private final int[] references;
    private int count;

    /// For at most `capacity` pairs in all sets together.
    BucketSums(PointSums sums, int sets, int bits, int capacity) {
        this.sums = sums;
        this.sets = sets;
        this.bits = bits;
        this.lowBits = bits / 2;
        this.buckets = 1 << bits - 1;
        this.keys = new int[capacity];
        this.references = new int[capacity];
    }

    /// Puts (digit, point) into a set; nothing if the digit is 0.
    void put(int set, int digit, int point) {
        if (digit != 0) {
            keys[count] = set * buckets + Math.abs(digit) - 1;
            references[count++] = PointSums.reference(point, digit < 0);
        }
    }

    /// The points S_b of every set: the sum of set s is sum_b 2^b of entry [s][b].
    G1[][] sumsByBit() {
        return byBit(crossSums(bucketSums()));
    }

    private int[] bucketSums() {
        int[] starts = new int[sets * buckets + 1];
        for (int i = 0; i < count; i++) {
            starts[keys[i] + 1]++;
        }
        for (int k = 0; k < sets * buckets; k++) {
            starts[k + 1] += starts[k];
        }
        int[] next = starts.clone();
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[next[keys[i]]++] = references[i];
        }
        return sums.sum(sorted, starts);
    }

    private int high() {
        return (buckets >>> lowBits) + 1;
    }

    private int low() {
        return 1 << lowBits;
    }

    /// Per set: entry hi for R_hi, entry high() + lo for C_lo.
    private int[] crossSums(int[] buckets) {
        int lines = high() + low();
        int[] members = new int[2 * buckets.length];
        int[] starts = new int[sets * lines + 1];
        int filled = 0;
        for (int s = 0; s < sets; s++) {
            for (int hi = 0; hi < high(); hi++) {
                for (int lo = 0; hi > 0 && lo < low(); lo++) {
                    filled = append(members, filled, bucket(buckets, s, hi, lo));
                }
                starts[s * lines + hi + 1] = filled;
            }
            for (int lo = 0; lo < low(); lo++) {
                for (int hi = 0; lo > 0 && hi < high(); hi++) {
                    filled = append(members, filled, bucket(buckets, s, hi, lo));
                }
                starts[s * lines + high() + lo + 1] = filled;
            }
        }
        return sums.sum(members, starts);
    }

    private int bucket(int[] sums, int set, int hi, int lo) {
        int k = hi << lowBits | lo;
        return k == 0 || k > buckets ? PointSums.NOTHING : sums[set * buckets + k - 1];
    }

    private static int append(int[] members, int filled, int reference) {
        if (reference != PointSums.NOTHING) {
            members[filled++] = reference;
        }
        return filled;
    }

    private G1[][] byBit(int[] lines) {
        int perSet = high() + low();
        int[] members = new int[sets * bits * perSet];
        int[] starts = new int[sets * bits + 1];
        int filled = 0;
        for (int s = 0; s < sets; s++) {
            for (int b = 0; b < bits; b++) {
                boolean isLow = b < lowBits;
                int first = s * perSet + (isLow ? high() : 0);
                int mask = 1 << (isLow ? b : b - lowBits);
                for (int i = 0; i < (isLow ? low() : high()); i++) {
                    if ((i & mask) != 0) {
                        filled = append(members, filled, lines[first + i]);
                    }
                }
                starts[s * bits + b + 1] = filled;
            }
        }
        int[] totals = sums.sum(members, starts);
        G1[][] out = new G1[sets][bits];
        for (int i = 0; i < totals.length; i++) {
            out[i / bits][i % bits] = sums.point(totals[i]);
        }
        return out;
    }

    /// sum_b 2^b points[b] with the points of set 0 first, then those of set 1 and so on: what Pippenger's method needs at
    /// its end.
    static JacobianPoint horner(G1[][] sets, int bits) {
        JacobianPoint sum = JacobianPoint.IDENTITY;
        for (int s = sets.length - 1; s >= 0; s--) {
            for (int b = bits - 1; b >= 0; b--) {
                sum = sum.twice().add(sets[s][b]);
            }
        }
        return sum;
    }
}
