package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import java.util.List;

/// Inputs that declare one range, and what it costs to show that they lie in it: by a table of their own, or by x - low and, where that
/// shows too much, high - x, in limbs in range tables that others pay for.
///
/// @param range    that is declared
/// @param elements of all these inputs, padded
/// @param inputs   how many there are
record InputRequest(IntegerRange range, long elements, int inputs) {
    /// Cells of a commitment row of a small circuit.
    private static final double TYPICAL_COLUMNS = 128;

    InputRequest and(InputRequest more) {
        return new InputRequest(range, elements + more.elements, inputs + more.inputs);
    }

    /// The least number of bits in which x - low fits.
    int bits() {
        return Math.max(1, PowerOfTwoRanges.bits(range.count() - 1));
    }

    /// Whether x - low in limbs of these widths is all that has to be shown: it has no other values than those of the range.
    boolean isExact(List<Integer> widths) {
        return widths.stream().mapToInt(width -> width).sum() == bits() && range.count() == 1L << bits();
    }

    /// A table of every integer in the range, and one lookup of each input.
    double ownTableMicros() {
        return CostModel.TABLE_ROW_MICROS * Math.scalb(1.0, bits()) + CostModel.LOOKUP_MICROS * elements
                + CostModel.SCALAR_MICROS * inputs;
    }

    /// Lookups of all limbs, a message for each and one for the input, and commitment rows of all limbs but the lowest.
    double limbsMicros(List<Integer> widths) {
        int sides = isExact(widths) ? 1 : 2;
        int lookups = sides * widths.size();
        boolean plain = lookups == 1 && range.low() == 0;
        double rows = (lookups - sides) * (inputs + elements / TYPICAL_COLUMNS);
        return CostModel.LOOKUP_MICROS * lookups * elements + CostModel.SCALAR_MICROS * (inputs * (plain ? 1 : lookups + 1) + rows);
    }
}
