package dev.proofmark.compiler.layout;

import dev.proofmark.compiler.quantize.TableFunction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables of unary functions, one per content. A function that never saturates may use a wider table that agrees
/// with it on its domain.
final class FunctionTables {
    private final CircuitDraft draft;
    private final List<TableFunction> functions;
    private final Map<TableFunction, Integer> tables = new HashMap<>();

    /// @param functions all functions of the program
    FunctionTables(CircuitDraft draft, List<TableFunction> functions) {
        this.draft = draft;
        this.functions = List.copyOf(functions);
    }

    /// The table (u, f(u)) over exactly the function's domain.
    int exact(TableFunction function) {
        return tables.computeIfAbsent(function, f -> draft.table(f.toString(), f.domain().low(), f.values().length,
                Arrays.stream(f.values()).asLongStream().toArray()));
    }

    /// A table (u, f(u)) over at least the function's domain: the widest one that agrees.
    int covering(TableFunction function) {
        TableFunction widest = function;
        for (TableFunction other : functions) {
            if (other.values().length > widest.values().length && agrees(other, function)) {
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
}
