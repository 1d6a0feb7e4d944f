package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a program uses its functions, and which tables serve that best: a table may be wider than its function's domain,
/// with saturated values in it, when that saves the saturation gadget for many elements.
final class TableNeeds {
    private static final int MAX_WIDENING = 6;
    private static final int MAX_TABLE_BITS = 18;
    /// Messages of one more contraction among those of its level.
    private static final double CONTRACTION_MICROS = 5 * CostModel.SCALAR_MICROS;
    private static final double PRODUCT_MICROS = 0.1;
    /// The saturation gadget's own lookup.
    private static final double SATURATION_MICROS = 0.13;
    private static final double SATURATION_MESSAGES_MICROS = 4 * CostModel.SCALAR_MICROS;
    /// A table row with its multiplicity's and stored columns' shares of commitment rows.
    private static final double STORED_ROW_MICROS = CostModel.TABLE_ROW_MICROS + 0.05;

    private record Use(IntegerRange arguments, long elements) {
    }

    private final Map<TableFunction, List<Use>> uses = new LinkedHashMap<>();
    private final Map<TableFunction, TableFunction> widened = new HashMap<>();

    /// A use of `function` on that many elements, for arguments of that range.
    void add(TableFunction function, IntegerRange arguments, long elements) {
        uses.computeIfAbsent(function, f -> new ArrayList<>()).add(new Use(arguments, elements));
    }

    /// The tables' functions, each the same function as a requested one on a domain at least as wide.
    Set<TableFunction> functions() {
        Set<TableFunction> functions = new LinkedHashSet<>();
        uses.keySet().forEach(f -> functions.add(widened(f)));
        return functions;
    }

    /// The same function with the domain that its table gets.
    TableFunction widened(TableFunction function) {
        return widened.computeIfAbsent(function, f -> {
            TableFunction best = f;
            for (int bits = f.bits() + 1; bits <= Math.min(f.bits() + MAX_WIDENING, MAX_TABLE_BITS); bits++) {
                TableFunction wider = onDomain(f, bits, true);
                if (cost(wider, uses.getOrDefault(f, List.of())) < cost(best, uses.getOrDefault(f, List.of()))) {
                    best = wider;
                }
            }
            return best;
        });
    }

    private static TableFunction onDomain(TableFunction f, int bits, boolean signed) {
        int[] values = new int[1 << bits];
        long start = signed ? -(1L << bits - 1) : 0;
        Arrays.setAll(values, i -> f.value(start + i));
        return TableFunction.of(f.label(), bits, signed, values, f.below(), f.above());
    }

    private static double cost(TableFunction function, List<Use> uses) {
        double rows = STORED_ROW_MICROS * function.domain().count();
        return rows + saturations(function, uses) + Math.min(products(function, uses), rows);
    }

    private static double saturations(TableFunction function, List<Use> uses) {
        return uses.stream().filter(u -> !function.covers(u.arguments))
                .mapToDouble(u -> SATURATION_MESSAGES_MICROS + SATURATION_MICROS * u.elements).sum();
    }

    private static double products(TableFunction function, List<Use> uses) {
        return uses.stream().filter(u -> !function.covers(u.arguments))
                .mapToDouble(u -> CONTRACTION_MICROS + PRODUCT_MICROS * u.elements).sum();
    }

    /// Whether a second half of a (widened) function's table, for saturated arguments, is cheaper than the products
    /// that it saves.
    boolean selects(TableFunction table) {
        double products = 0;
        for (Map.Entry<TableFunction, List<Use>> entry : uses.entrySet()) {
            products += widened(entry.getKey()).equals(table) ? products(table, entry.getValue()) : 0;
        }
        return products > STORED_ROW_MICROS * table.domain().count();
    }

    /// By how many domains the arguments of all functions with such saturated values miss their tables.
    IntegerRange distance(Saturation saturation) {
        long low = 0;
        long high = 0;
        for (Map.Entry<TableFunction, List<Use>> entry : uses.entrySet()) {
            if (Saturation.of(entry.getKey()).equals(saturation)) {
                for (Use use : entry.getValue()) {
                    IntegerRange distance = Saturation.distance(widened(entry.getKey()), use.arguments);
                    low = Math.min(low, distance.low());
                    high = Math.max(high, distance.high());
                }
            }
        }
        return new IntegerRange(low, high);
    }
}
