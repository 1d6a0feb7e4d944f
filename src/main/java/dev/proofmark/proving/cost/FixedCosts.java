package dev.proofmark.proving.cost;

import java.util.EnumMap;
import java.util.Map;

/// Prices of one thread of a server processor, for hosts that were not measured.
public final class FixedCosts {
    /// The same on every host.
    public static final UnitCosts COSTS = new UnitCosts(prices());

    private FixedCosts() {
    }

    private static Map<Operation, Double> prices() {
        Map<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            prices.put(operation, nanoseconds(operation));
        }
        return prices;
    }

    private static double nanoseconds(Operation operation) {
        return switch (operation) {
            case MULTIPLY_ADD -> 0.5;
            case LONE_MULTIPLY_ADD -> 4;
            case MOVED_CELL -> 1.5;
            case COMBINED_CELL -> 4;
            case WITNESS_CELL -> 4;
            case EXPRESSION -> 1_000;
            case SEEDED_CELL -> 5;
            case STATED_VALUE -> 900;
            case RANDOM_ELEMENT -> 1_200;
            case ROW_ADDITION -> 100;
            case ROW -> 1_500;
            case PAD_ADDITION -> 115;
            case MASK_ADDITION -> 110;
            case GRINDING -> 430;
            case LEAF_CELL -> 8;
            case LEAF -> 110;
            case LAYER_ROUND -> 8_000;
            case EVALUATED_CELL -> 3;
            case EVALUATION -> 5_000;
            case FOLDED_CELL -> 2;
            case PERMUTED_CELL -> 2;
            case FACTOR_ELEMENT -> 50;
            case BATCH_ELEMENT -> 80;
            case MATRIX_ENTRY -> 25;
            case INSTANCE -> 10_000;
            case INSTANCE_ROUND -> 4_000;
            case PUBLIC_CELL -> 50;
            case OPENED_CELL -> 1.5;
            case OPENED_ROW -> 500;
            case MERGED_CELL -> 50;
            case POINT_PRODUCT -> 180_000;
            case FORM_COEFFICIENT -> 400;
            case MESSAGE -> 1_300;
            case STAGE -> 50_000;
        };
    }
}
