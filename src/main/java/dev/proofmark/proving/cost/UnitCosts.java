package dev.proofmark.proving.cost;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// What a unit of every [Operation] costs, in nanoseconds of wall-clock time of a proof that has its threads to itself.
/// Immutable.
public final class UnitCosts {
    private final EnumMap<Operation, Double> nanoseconds = new EnumMap<>(Operation.class);

    /// **Errors** `IllegalArgumentException` where a price is missing, negative or no number.
    public UnitCosts(Map<Operation, Double> nanoseconds) {
        for (Operation operation : Operation.values()) {
            Double price = nanoseconds.get(operation);
            if (price == null || !(price >= 0) || price.isInfinite()) {
                throw new IllegalArgumentException("the price of " + operation + " is a number of at least 0, got " + price);
            }
            this.nanoseconds.put(operation, price);
        }
    }

    /// The inverse of [#named].
    ///
    /// **Errors** `IllegalArgumentException` where a price is missing, negative or no number.
    public static UnitCosts ofNamed(Map<String, Double> named) {
        EnumMap<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            prices.put(operation, named.get(operation.name()));
        }
        return new UnitCosts(prices);
    }

    public Map<String, Double> named() {
        Map<String, Double> named = new TreeMap<>();
        nanoseconds.forEach((operation, price) -> named.put(operation.name(), price));
        return named;
    }

    /// Nanoseconds a unit.
    public double nanoseconds(Operation operation) {
        return nanoseconds.get(operation);
    }

    /// Seconds that the work takes.
    public double seconds(WorkUnits work) {
        double sum = 0;
        for (Operation operation : Operation.values()) {
            sum += nanoseconds.get(operation) * work.units(operation);
        }
        return sum / 1e9;
    }
}
