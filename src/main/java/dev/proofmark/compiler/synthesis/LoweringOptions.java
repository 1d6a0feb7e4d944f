package dev.proofmark.compiler.synthesis;

import java.util.Objects;
import java.util.OptionalInt;

/// @param columnBits cells per commitment row as a power of two, or empty for the cost model's choice
public record LoweringOptions(OutputVisibility outputVisibility, OptionalInt columnBits) {
    public LoweringOptions {
        Objects.requireNonNull(outputVisibility, "outputVisibility");
        Objects.requireNonNull(columnBits, "columnBits");
    }

    public static LoweringOptions of(OutputVisibility outputVisibility) {
        return new LoweringOptions(outputVisibility, OptionalInt.empty());
    }
}
