package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.witness.WitnessStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Shows that nodes lie in ranges, by the tables of a `RangePlan`. One-column tables are shared by range.
final class RangeProofs {
    private final CircuitDraft draft;
    private final RangePlan plan;
    private final Map<IntegerRange, Integer> tables = new HashMap<>();

    RangeProofs(CircuitDraft draft, RangePlan plan) {
        this.draft = draft;
        this.plan = plan;
    }

    /// The table of every integer in the range.
    int table(IntegerRange range) {
        return tables.computeIfAbsent(range,
                r -> draft.table(r.low(), Math.toIntExact(r.count())));
    }

    /// One lookup in a table of exactly this range.
    void within(int node, IntegerRange range) {
        draft.builder().lookup(table(range), node);
    }

    /// Shows that an input lies in its declared range, which the plan knows.
    ///
    /// **Soundness** x - low and high - x are sums of limbs in their tables' ranges, so neither is negative. Where only x - low is shown, it is so
    /// in as many bits as the range has integers. Circuits in which this shows less than the port declares are refused.
    void input(int tensor, IntegerRange range) {
        List<Integer> widths = plan.inputLimbs(range);
        if (widths.isEmpty()) {
            within(tensor, range);
            return;
        }
        sum("above low", tensor, Coefficient.of(-range.low()), Coefficient.ONE, widths);
        if (!new InputRequest(range, 0, 0).isExact(widths)) {
            sum("below high", tensor, Coefficient.of(range.high()), Coefficient.MINUS_ONE, widths);
        }
    }

    /// `constant + sign * input` in limbs of exactly these widths, all but the lowest committed.
    private void sum(String role, int input, Coefficient constant, Coefficient sign, List<Integer> widths) {
        Shape shape = draft.shape(input);
        int value = draft.combine(shape, constant, List.of(Term.of(input, sign, shape.rank())));
        List<Term> low = new ArrayList<>(List.of(Term.of(value, Coefficient.ONE, shape.rank())));
        int offset = widths.getFirst();
        for (int width : widths.subList(1, widths.size())) {
            int limb = draft.witness(role, shape);
            draft.step(new WitnessStep.MiddleBits(limb, value, 0, offset, width));
            within(limb, IntegerRange.unsigned(width));
            low.add(Term.of(limb, Coefficient.of(-(1L << offset)), shape.rank()));
            offset += width;
        }
        within(draft.combine(shape, Coefficient.ZERO, low), IntegerRange.unsigned(widths.getFirst()));
    }

    /// `0 <= node < 2^bits` for a virtual node: all limbs but the lowest committed, the lowest what remains.
    void bits(String role, int node, int bits) {
        int width = plan.table(bits);
        if (width >= bits) {
            single(node, bits);
            return;
        }
        Shape shape = draft.shape(node);
        List<Term> low = new ArrayList<>(List.of(Term.of(node, Coefficient.ONE, shape.rank())));
        for (Limb limb : limbs(role, node, 0, width, bits)) {
            low.add(Term.of(limb.node, Coefficient.of(-(1L << limb.offset)), shape.rank()));
        }
        within(draft.combine(shape, Coefficient.ZERO, low), IntegerRange.unsigned(width));
    }

    /// Commits to `(source + bias) mod 2^bits`, shown to be in its range: the terms of it, one per limb.
    ///
    /// **Soundness** The limbs' widths add up to `bits` exactly, so their sum ranges over [0, 2^bits) and no further.
    List<Term> lowBits(String role, int source, long bias, int bits) {
        Shape shape = draft.shape(source);
        List<Term> terms = new ArrayList<>();
        for (Limb limb : limbs(role, source, bias, 0, bits)) {
            terms.add(Term.of(limb.node, Coefficient.of(1L << limb.offset), shape.rank()));
        }
        return terms;
    }

    private record Limb(int node, int offset) {
    }

    /// Bits `from` up to `to` of source + bias, committed in limbs that fit the tables.
    private List<Limb> limbs(String role, int source, long bias, int from, int to) {
        List<Limb> limbs = new ArrayList<>();
        int offset = from;
        for (int width : limbWidths(to - from)) {
            int limb = draft.witness(role, draft.shape(source));
            draft.step(offset == 0 ? new WitnessStep.LowBits(limb, source, bias, width)
                    : new WitnessStep.MiddleBits(limb, source, bias, offset, width));
            single(limb, width);
            limbs.add(new Limb(limb, offset));
            offset += width;
        }
        return limbs;
    }

    /// Widths of the limbs that show a range of that many bits, lowest first.
    List<Integer> limbWidths(int bits) {
        List<Integer> widths = new ArrayList<>();
        for (int left = bits; left > 0; left -= widths.getLast()) {
            widths.add(Math.min(plan.table(left), left));
        }
        return widths;
    }

    /// `0 <= node < 2^bits` for a node of the width of one limb.
    void single(int node, int bits) {
        int width = plan.table(bits);
        within(node, IntegerRange.unsigned(width));
        if (width > bits) {
            within(scaled(node, 1L << width - bits), IntegerRange.unsigned(width));
        }
    }

    private int scaled(int node, long factor) {
        Shape shape = draft.shape(node);
        return draft.combine(shape, Coefficient.ZERO, List.of(Term.of(node, Coefficient.of(factor), shape.rank())));
    }
}
