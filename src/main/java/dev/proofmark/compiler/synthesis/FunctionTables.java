package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The tables of unary functions, one per content. A function that never saturates may use a wider table that agrees
/// with it on its domain.
///
/// A table is either plain, (u, f(u)), or selecting: (2u + o, o, (1 - o) f(u)) for o in {0, 1}. In the latter the first
/// column alone names the row, and the second makes sure that it is read right: o is its parity.
final class FunctionTables {
    private static final int MAX_DISTANCE_BITS = 18;

    /// A table in the circuit.
    ///
    /// @param selects whether it is a selecting one
    record FunctionTable(int index, boolean selects) {
    }

    private final CircuitDraft draft;
    private final TableNeeds needs;
    private final Map<TableFunction, FunctionTable> tables = new HashMap<>();
    private final Map<Saturation, Integer> saturations = new HashMap<>();

    FunctionTables(CircuitDraft draft, TableNeeds needs) {
        this.draft = draft;
        this.needs = needs;
    }

    /// The same function on the domain that its table has.
    TableFunction widened(TableFunction function) {
        return needs.widened(function);
    }

    /// The table over exactly the (widened) function's domain.
    FunctionTable exact(TableFunction function) {
        return tables.computeIfAbsent(function, f -> {
            long[] values = Arrays.stream(f.values()).asLongStream().toArray();
            if (!needs.selects(f)) {
                return new FunctionTable(draft.table(f.domain().low(), values.length, values), false);
            }
            long[] parity = new long[2 * values.length];
            long[] selected = new long[2 * values.length];
            for (int i = 0; i < values.length; i++) {
                parity[2 * i + 1] = 1;
                selected[2 * i] = values[i];
            }
            return new FunctionTable(
                    draft.table(2 * f.domain().low(), parity.length, parity, selected), true);
        });
    }

    /// A table over at least the function's domain: the widest one that agrees.
    FunctionTable covering(TableFunction function) {
        TableFunction widest = function;
        for (TableFunction other : needs.functions()) {
            if (other.bits() > widest.bits() && agrees(other, function)) {
                widest = other;
            }
        }
        return exact(widest);
    }

    private static boolean agrees(TableFunction wide, TableFunction function) {
        if (!wide.domain().contains(function.domain().low()) || !wide.domain().contains(function.domain().high())) {
            return false;
        }
        int[] values = function.values();
        int from = Math.toIntExact(function.domain().low() - wide.domain().low());
        return Arrays.equals(wide.values(), from, from + values.length, values, 0, values.length);
    }

    /// The table (h, [h != 0], saturated value or 0) over all distances that the program has.
    int saturation(TableFunction function) {
        return saturations.computeIfAbsent(Saturation.of(function), s -> {
            IntegerRange distance = PowerOfTwoRanges.around(needs.distance(s));
            if (distance.count() > 1L << MAX_DISTANCE_BITS) {
                throw new LoweringException("saturation over " + distance.count() + " times a table's domain, at most 2^"
                        + MAX_DISTANCE_BITS + " times");
            }
            int rows = (int) distance.count();
            long[] outside = new long[rows];
            long[] value = new long[rows];
            for (int i = 0; i < rows; i++) {
                long h = distance.low() + i;
                outside[i] = h == 0 ? 0 : 1;
                value[i] = h < 0 ? s.below() : h > 0 ? s.above() : 0;
            }
            return draft.table(distance.low(), rows, outside, value);
        });
    }
}
