package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.witness.WitnessStep;
import java.util.ArrayList;
import java.util.List;

/// Q = floor(2^t / S): `rem = 2^t - Q S`, lookups `rem` and `S - 1 - rem` in [0, 2^m), `Q` in its own range, in limbs.
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

    int apply(int divisor, IntegerRange range, int bits) {
        Shape shape = draft.shape(divisor);
        int rank = shape.rank();
        int quotient = quotient(divisor, quotientBits(range, bits), bits);
        int product = product(quotient, divisor);
        int remainder = draft.combine(shape, Coefficient.of(1L << bits), List.of(Term.of(product, Coefficient.MINUS_ONE, rank)));
        int gap = draft.combine(shape, Coefficient.of(-1 - (1L << bits)),
                List.of(Term.of(divisor, Coefficient.ONE, rank), Term.of(product, Coefficient.ONE, rank)));
        ranges.bits("remainder", remainder, remainderBits(range));
        ranges.bits("gap", gap, remainderBits(range));
        return quotient;
    }

    /// The quotient in limbs, each committed and in its range: long division, highest limb first.
    private int quotient(int divisor, int quotientBits, int bits) {
        Shape shape = draft.shape(divisor);
        int rank = shape.rank();
        List<Integer> widths = ranges.limbWidths(quotientBits);
        int offset = quotientBits;
        int left = -1;
        List<Term> limbs = new ArrayList<>();
        for (int width : widths.reversed()) {
            offset -= width;
            int limb = draft.witness("quotient", shape);
            if (left < 0) {
                draft.step(new WitnessStep.Quotient(limb, 1L << bits - offset, divisor));
                left = draft.combine(shape, Coefficient.of(1L << bits - offset), List.of());
            } else {
                left = draft.combine(shape, Coefficient.ZERO, List.of(Term.of(left, Coefficient.of(1L << width), rank)));
                draft.step(new WitnessStep.Ratio(limb, left, divisor));
            }
            left = draft.combine(shape, Coefficient.ZERO, List.of(Term.of(left, Coefficient.ONE, rank),
                    Term.of(product(limb, divisor), Coefficient.MINUS_ONE, rank)));
            ranges.single(limb, width);
            limbs.add(Term.of(limb, Coefficient.of(1L << offset), rank));
        }
        return draft.combine(shape, Coefficient.ZERO, limbs);
    }

    private int product(int a, int b) {
        int[] labels = CircuitDraft.identity(draft.shape(a).rank());
        return Einsum.of(draft, a, labels, b, labels, labels, draft.shape(a).lengths());
    }
}
