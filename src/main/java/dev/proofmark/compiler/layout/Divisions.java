package dev.proofmark.compiler.layout;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.WitnessStep;
import java.util.List;

/// Q = floor(2^t / S): `rem = 2^t - Q S`, lookups `rem` and `S - 1 - rem` in [0, 2^m), `Q` in its own range.
///
/// **Soundness** The two remainders pin S to [1, 2^(m+1)) and rem to [0, S); with Q below 2^60 no product wraps around r,
/// so Q is the one quotient.
final class Divisions {
    private final CircuitDraft draft;
    private final RangeProofs ranges;

    Divisions(CircuitDraft draft, RangeProofs ranges) {
        this.draft = draft;
        this.ranges = ranges;
    }

    /// Bits of the quotient's range for divisors of at least `divisor.low()`.
    static int quotientBits(IntegerRange divisor, int bits) {
        return PowerOfTwoRanges.bits((1L << bits) / Math.max(1, divisor.low()));
    }

    static int remainderBits(IntegerRange divisor) {
        return Math.max(1, PowerOfTwoRanges.bits(divisor.high() - 1));
    }

    int apply(String name, int divisor, IntegerRange range, int bits) {
        Shape shape = draft.shape(divisor);
        int rank = shape.rank();
        int quotient = draft.witness(name, shape);
        draft.step(new WitnessStep.Quotient(quotient, 1L << bits, divisor));
        ranges.within(quotient, IntegerRange.unsigned(quotientBits(range, bits)));
        int[] labels = CircuitDraft.identity(rank);
        int product = Einsum.of(draft, quotient, labels, divisor, labels, labels, shape.lengths());
        int remainder = draft.combine(shape, Coefficient.of(1L << bits), List.of(Term.of(product, Coefficient.MINUS_ONE, rank)));
        int gap = draft.combine(shape, Coefficient.of(-1 - (1L << bits)),
                List.of(Term.of(divisor, Coefficient.ONE, rank), Term.of(product, Coefficient.ONE, rank)));
        ranges.bits(name + "/rem", remainder, remainderBits(range));
        ranges.bits(name + "/gap", gap, remainderBits(range));
        return quotient;
    }
}
