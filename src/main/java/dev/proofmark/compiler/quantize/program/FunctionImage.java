package dev.proofmark.compiler.quantize.program;

/// Least and greatest value of a [TableFunction] over any interval of arguments, in constant time.
///
/// Sparse tables of block extrema: level k holds the extremum of 2^k neighbours.
final class FunctionImage {

    private final TableFunction function;
    private final int[][] low;
    private final int[][] high;

    FunctionImage(TableFunction function) {
        this.function = function;
        int[] values = function.values();
        int levels = function.bits() + 1;
        low = new int[levels][];
        high = new int[levels][];
        low[0] = values;
        high[0] = values;
        for (int level = 1; level < levels; level++) {
            int half = 1 << level - 1;
            int count = values.length - (1 << level) + 1;
            low[level] = new int[count];
            high[level] = new int[count];
            for (int i = 0; i < count; i++) {
                low[level][i] = Math.min(low[level - 1][i], low[level - 1][i + half]);
                high[level][i] = Math.max(high[level - 1][i], high[level - 1][i + half]);
            }
        }
    }

    long low(long from, long to) {
        return extremum(from, to, low, Math::min);
    }

    long high(long from, long to) {
        return extremum(from, to, high, Math::max);
    }

    private int extremum(long from, long to, int[][] levels, java.util.function.IntBinaryOperator better) {
        int best = better.applyAsInt(function.value(from), function.value(to));
        long start = function.domain().low();
        long first = Math.max(from, start) - start;
        long last = Math.min(to, function.domain().high()) - start;
        if (first <= last) {
            int level = 63 - Long.numberOfLeadingZeros(last - first + 1);
            int[] blocks = levels[level];
            best = better.applyAsInt(best, better.applyAsInt(blocks[(int) first], blocks[(int) last - (1 << level) + 1]));
        }
        return best;
    }
}
