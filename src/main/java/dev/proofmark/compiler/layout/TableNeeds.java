package dev.proofmark.compiler.layout;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.TableFunction;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// How a program uses its tables: collected before the first table is made.
final class TableNeeds {
    /// Messages of one more contraction among those of its level.
    private static final double CONTRACTION_MICROS = 5 * CostModel.SCALAR_MICROS;
    private static final double PRODUCT_MICROS = 0.1;
    /// A table row with its two stored columns.
    private static final double STORED_ROW_MICROS = CostModel.TABLE_ROW_MICROS + 0.03;

    private final Set<TableFunction> functions = new LinkedHashSet<>();
    private final Map<TableFunction, Double> products = new HashMap<>();
    private final Map<Saturation, IntegerRange> distances = new HashMap<>();

    /// A use of `function` on that many elements, for arguments of that range.
    void add(TableFunction function, IntegerRange arguments, long elements) {
        functions.add(function);
        if (!function.covers(arguments)) {
            products.merge(function, CONTRACTION_MICROS + PRODUCT_MICROS * elements, Double::sum);
            distances.merge(Saturation.of(function), Saturation.distance(function, arguments),
                    (a, b) -> new IntegerRange(Math.min(a.low(), b.low()), Math.max(a.high(), b.high())));
        }
    }

    Set<TableFunction> functions() {
        return functions;
    }

    /// Whether a second half of the table, for saturated arguments, is cheaper than the products that it saves.
    boolean selects(TableFunction function) {
        return products.getOrDefault(function, 0.0) > STORED_ROW_MICROS * function.domain().count();
    }

    IntegerRange distance(Saturation saturation) {
        return distances.get(saturation);
    }
}
