package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which power-of-two range tables a program gets. A table is paid per row, a check per element: a width that few
/// elements need is better served by tables that are there anyway,
///
/// - wider by k bits: v and 2^k v both in the wide range;
/// - narrower: v in limbs, the low ones exactly as wide as the table.
///
/// Inputs may have tables of their own besides, one per declared range ([InputRequest]). So the plan starts with a table for
/// every requested width and lets them go one by one while that saves.
final class RangePlan {
    private static final int MAX_TABLE_BITS = 20;

    /// Requested elements (padded) by number of bits.
    private final Map<Integer, Long> requests;
    private final Map<IntegerRange, InputRequest> inputs;
    private final TreeSet<Integer> tables = new TreeSet<>();

    private RangePlan(Requests requested) {
        this.requests = new HashMap<>(requested.counts);
        this.inputs = new HashMap<>(requested.inputs);
        requests.keySet().forEach(this::start);
        inputs.values().forEach(input -> start(input.bits()));
    }

    private void start(int bits) {
        tables.add(Math.min(bits, MAX_TABLE_BITS));
        if (bits > 9) {
            tables.add((bits + 1) / 2);
            tables.add((bits + 2) / 3);
        }
    }

    /// Collects the requests of a program.
    static final class Requests {
        private final Map<Integer, Long> counts = new TreeMap<>();
        private final Map<IntegerRange, InputRequest> inputs = new LinkedHashMap<>();

        void add(int bits, long elements) {
            counts.merge(bits, elements, Long::sum);
        }

        void addInput(IntegerRange range, long elements) {
            inputs.merge(range, new InputRequest(range, elements, 1), InputRequest::and);
        }
    }

    static RangePlan of(Requests requested) {
        RangePlan plan = new RangePlan(requested);
        while (plan.improve()) {
            // one table less
        }
        return plan;
    }

    Set<Integer> tables() {
        return tables;
    }

    private boolean improve() {
        double least = cost(tables);
        int drop = -1;
        for (int bits : tables) {
            TreeSet<Integer> fewer = new TreeSet<>(tables);
            fewer.remove(bits);
            double cost = fewer.isEmpty() && !requests.isEmpty() ? Double.MAX_VALUE : cost(fewer);
            if (cost <= least) {
                least = cost;
                drop = bits;
            }
        }
        return drop >= 0 && tables.remove(drop);
    }

    private double cost(TreeSet<Integer> candidate) {
        double cost = 0;
        for (int bits : candidate) {
            cost += CostModel.TABLE_ROW_MICROS * (1 << bits);
        }
        for (Map.Entry<Integer, Long> request : requests.entrySet()) {
            cost += CostModel.LOOKUP_MICROS * request.getValue() * lookups(request.getKey(), candidate);
        }
        for (InputRequest input : inputs.values()) {
            cost += candidate.isEmpty() ? input.ownTableMicros()
                    : Math.min(input.ownTableMicros(), input.limbsMicros(limbs(input.bits(), candidate)));
        }
        return cost;
    }

    /// The widths of the limbs, lowest first, in which inputs of that range are shown to lie in it; empty where they have a table of their own.
    List<Integer> inputLimbs(IntegerRange range) {
        InputRequest input = inputs.get(range);
        List<Integer> widths = tables.isEmpty() ? List.of() : limbs(input.bits(), tables);
        return tables.isEmpty() || input.ownTableMicros() <= input.limbsMicros(widths) ? List.of() : widths;
    }

    /// Widths of tables, the widest first, that cover so many bits.
    private static List<Integer> limbs(int bits, TreeSet<Integer> tables) {
        List<Integer> widths = new ArrayList<>();
        for (int left = bits; left > 0; left -= widths.getLast()) {
            widths.add(table(left, tables));
        }
        return widths;
    }

    /// Lookups per element for a range of that many bits.
    private static int lookups(int bits, TreeSet<Integer> tables) {
        int table = table(bits, tables);
        return table == bits ? 1 : table > bits ? 2 : 1 + lookups(bits - table, tables);
    }

    /// The table for (the low limb of) a range of that many bits.
    int table(int bits) {
        return table(bits, tables);
    }

    private static int table(int bits, TreeSet<Integer> tables) {
        Integer atLeast = tables.ceiling(bits);
        return atLeast != null ? atLeast : tables.last();
    }
}
