package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.FpArray;
import dev.proofmark.algebra.field.FpDigits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The points 2^(c w) G_j, for sums with full-size coefficients: with them all windows of a scalar share one set of buckets,
/// and nothing is doubled.
///
/// **Shape**: for generator j a page of [SignedDigits#windows] entries, w from 0; likewise for H. Made when first asked for,
/// kept for the life of the process and shared by all.
///
/// **Memory**: 80 * 255/c bytes per generator, about 2 KiB. **Cost**: 255 batched doublings per generator.
final class GeneratorPowers {
    /// log2 of what a page may hold: windows have at least 8 bits.
    static final int SHIFT = 5;
    /// The page of H.
    static final int BLINDING = 0;

    private static final int MIN_BITS = 8;
    private static final int MAX_BITS = 12;
    private static final int STEP = 64;
    private static final int CHUNK = 1024;
    private static final Map<Integer, GeneratorPowers> KNOWN = new HashMap<>();

    private final int bits;
    private final List<double[]> pages = new ArrayList<>();

    private GeneratorPowers(int bits) {
        this.bits = bits;
    }

    /// The window for sums over `columns` generators: about as many buckets as points.
    static GeneratorPowers forColumns(int columns) {
        int bits = Math.clamp(33 - Integer.numberOfLeadingZeros(columns - 1 | 1), MIN_BITS, MAX_BITS);
        synchronized (KNOWN) {
            return KNOWN.computeIfAbsent(bits, GeneratorPowers::new);
        }
    }

    int windowBits() {
        return bits;
    }

    /// The page of generator j.
    static int page(int j) {
        return 1 + j;
    }

    /// The pages of H and of the generators `j < count`.
    synchronized PointTable table(Generators generators, int count) {
        if (pages.isEmpty()) {
            pages.add(powers(new G1[] {generators.h()})[0]);
        }
        int wanted = Math.min(generators.count(), (count + STEP - 1) / STEP * STEP);
        while (pages.size() < page(count)) {
            int from = pages.size() - 1;
            int to = Math.min(wanted, from + CHUNK);
            G1[] bases = new G1[to - from];
            for (int j = 0; j < bases.length; j++) {
                bases[j] = generators.get(from + j);
            }
            pages.addAll(List.of(powers(bases)));
        }
        return new PointTable(pages.subList(0, page(count)).toArray(new double[0][]), SHIFT);
    }

    private double[][] powers(G1[] bases) {
        int n = bases.length;
        int windows = SignedDigits.windows(bits);
        double[][] out = new double[n][windows * PointTable.ENTRY];
        BatchAdder adder = new BatchAdder(n);
        FpArray x = FpArray.zeros(n + BatchAdder.slack());
        FpArray y = FpArray.zeros(n + BatchAdder.slack());
        for (int j = 0; j < n; j++) {
            x.set(j, bases[j].x());
            y.set(j, bases[j].y());
        }
        for (int w = 0; w < windows; w++) {
            for (int j = 0; j < n; j++) {
                PointLanes.store(x, y, j, 1, out[j], w * PointTable.ENTRY, 0);
            }
            for (int b = 0; b < bits && w + 1 < windows; b++) {
                int used = FpDigits.position(n + FpDigits.LANES - 1) / FpDigits.LANES * FpDigits.LANES;
                System.arraycopy(FpDigits.of(x), 0, FpDigits.of(adder.x1), 0, used);
                System.arraycopy(FpDigits.of(y), 0, FpDigits.of(adder.y1), 0, used);
                adder.twice(x, y, 0, n);
            }
        }
        return out;
    }
}
