package dev.proofmark.proving.cost;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// How much work there is, in units of every [Operation]. Immutable.
///
/// **Laws.** Works add up kind by kind, [#NONE] changes nothing, and costs follow: that of a sum is the sum of the costs.
public final class WorkUnits {
    public static final WorkUnits NONE = new WorkUnits(Map.of());

    private final EnumMap<Operation, Long> units = new EnumMap<>(Operation.class);

    private WorkUnits(Map<Operation, Long> units) {
        units.forEach((operation, times) -> {
            if (times < 0) {
                throw new IllegalArgumentException(operation + " is done at least 0 times, got " + times);
            }
            if (times > 0) {
                this.units.put(operation, times);
            }
        });
    }

    /// **Errors** `IllegalArgumentException` for a negative number.
    public static WorkUnits of(Map<Operation, Long> units) {
        return new WorkUnits(units);
    }

    /// The inverse of [#named]. Kinds that no version of this program knows any more are left out.
    public static WorkUnits ofNamed(Map<String, Long> named) {
        EnumMap<Operation, Long> units = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            units.put(operation, named.getOrDefault(operation.name(), 0L));
        }
        return new WorkUnits(units);
    }

    /// Units by the names of their kinds; kinds that do not occur are left out.
    public Map<String, Long> named() {
        Map<String, Long> named = new TreeMap<>();
        units.forEach((operation, times) -> named.put(operation.name(), times));
        return named;
    }

    public long units(Operation operation) {
        return units.getOrDefault(operation, 0L);
    }

    public WorkUnits plus(WorkUnits that) {
        EnumMap<Operation, Long> sum = new EnumMap<>(units);
        that.units.forEach((operation, times) -> sum.merge(operation, times, Math::addExact));
        return new WorkUnits(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkUnits that && units.equals(that.units);
    }

    @Override
    public int hashCode() {
        return units.hashCode();
    }

    @Override
    public String toString() {
        return units.toString();
    }
}
