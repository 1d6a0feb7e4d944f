package dev.proofmark.compiler.layout;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.WitnessStep;
import dev.proofmark.compiler.quantize.TableFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `y = f((x + 2^(s-1)) >> s)`, or `y = f(x)` for s = 0.
///
/// ```
/// x + 2^(s-1) = 2^s u + rem,  rem in [0, 2^s)              rem committed, u virtual
/// in the domain always:  (u, y) in the table of f          y committed
/// else:  u = 2^k hi + lo, lo in the domain of k bits       hi committed, lo virtual
///        (lo, g) in the table of f                         g committed
///        (hi, z, c) in a table: z = [hi = 0], c = the saturated value, 0 for hi = 0
///        y = z g + c                                       virtual
/// ```
/// **Soundness** Both decompositions are unique over the integers, and bounds far below r make them so in the field; `g`,
/// `z`, `c` are functions of `lo` and `hi` by their tables.
final class Nonlinearities {
    private static final int MAX_HIGH_BITS = 18;

    private record Saturation(int below, int above, IntegerRange high) {
    }

    private final CircuitDraft draft;
    private final RangeProofs ranges;
    private final FunctionTables functions;
    private final Map<Saturation, Integer> saturations = new HashMap<>();

    Nonlinearities(CircuitDraft draft, RangeProofs ranges, FunctionTables functions) {
        this.draft = draft;
        this.ranges = ranges;
        this.functions = functions;
    }

    /// The integers that `(x + 2^(s-1)) >> s` takes.
    static IntegerRange quotients(IntegerRange x, int shift) {
        long half = half(shift);
        return new IntegerRange(x.low() + half >> shift, x.high() + half >> shift);
    }

    /// @param target the tensor to fill with y when the function covers the range, or -1 for a new witness
    int apply(String name, int x, IntegerRange range, int shift, TableFunction function, int target) {
        List<Term> quotient = quotient(name, x, shift);
        return function.covers(quotients(range, shift))
                ? covered(name, x, shift, quotient, function, target)
                : saturated(name, x, quotients(range, shift), shift, quotient, function);
    }

    /// max(a, b) = b + rectifier(a - b).
    int maximum(String name, int a, int b, TableFunction rectifier) {
        int difference = draft.difference(a, b);
        int rank = draft.shape(a).rank();
        int y = covered(name, difference, 0, List.of(Term.of(difference, Coefficient.ONE, rank)), rectifier, -1);
        return draft.combine(draft.shape(a), Coefficient.ZERO,
                List.of(Term.of(b, Coefficient.ONE, rank), Term.of(y, Coefficient.ONE, rank)));
    }

    private int covered(String name, int x, int shift, List<Term> quotient, TableFunction function, int target) {
        Shape shape = draft.shape(x);
        int u = draft.combine(shape, constant(shift), quotient);
        int table = functions.covering(function);
        int y = target >= 0 ? target : draft.witness(name, shape);
        draft.step(new WitnessStep.TableValue(y, u, table, 1));
        draft.builder().lookup(table, u, y);
        return y;
    }

    private int saturated(String name, int x, IntegerRange u, int shift, List<Term> quotient, TableFunction function) {
        Shape shape = draft.shape(x);
        int bits = function.bits();
        long start = function.domain().low();
        int hi = draft.witness(name + "/hi", shape);
        draft.step(new WitnessStep.HighBits(hi, x, half(shift) - (start << shift), shift + bits));
        List<Term> low = new ArrayList<>(quotient);
        low.add(Term.of(hi, Coefficient.of(-(1L << bits)), shape.rank()));
        int lo = draft.combine(shape, constant(shift), low);
        int table = functions.exact(function);
        int g = draft.witness(name + "/inside", shape);
        draft.step(new WitnessStep.TableValue(g, lo, table, 1));
        draft.builder().lookup(table, lo, g);

        IntegerRange high = PowerOfTwoRanges.around(new IntegerRange(Math.min(u.low() - start >> bits, 0), u.high() - start >> bits));
        int selector = saturation(new Saturation(function.below(), function.above(), high));
        int z = draft.witness(name + "/is-inside", shape);
        int c = draft.witness(name + "/saturated", shape);
        draft.step(new WitnessStep.TableValue(z, hi, selector, 1));
        draft.step(new WitnessStep.TableValue(c, hi, selector, 2));
        draft.builder().lookup(selector, hi, z, c);
        int[] labels = CircuitDraft.identity(shape.rank());
        int inside = Einsum.of(draft, z, labels, g, labels, labels, shape.lengths());
        return draft.combine(shape, Coefficient.ZERO,
                List.of(Term.of(inside, Coefficient.ONE, shape.rank()), Term.of(c, Coefficient.ONE, shape.rank())));
    }

    private int saturation(Saturation s) {
        return saturations.computeIfAbsent(s, k -> {
            IntegerRange high = k.high();
            if (high.count() > 1L << MAX_HIGH_BITS) {
                throw new LoweringException("saturation over 2^" + PowerOfTwoRanges.bits(high.count())
                        + " times a table's domain, at most 2^" + MAX_HIGH_BITS);
            }
            int rows = (int) high.count();
            long[] inside = new long[rows];
            long[] value = new long[rows];
            for (int i = 0; i < rows; i++) {
                long h = high.low() + i;
                inside[i] = h == 0 ? 1 : 0;
                value[i] = h < 0 ? k.below() : h > 0 ? k.above() : 0;
            }
            return draft.table("saturation to " + k.below() + ", " + k.above() + " by " + high.low() + ".." + high.high(),
                    high.low(), rows, inside, value);
        });
    }

    /// The terms of u, remainder committed and in its range.
    private List<Term> quotient(String name, int x, int shift) {
        List<Term> terms = new ArrayList<>();
        terms.add(Term.of(x, Coefficient.of(1, shift), draft.shape(x).rank()));
        if (shift > 0) {
            for (Term limb : remainder(name, x, shift)) {
                terms.add(new Term(limb.node(), Coefficient.of(-limb.coefficient().numerator(), shift), limb.axes()));
            }
        }
        return terms;
    }

    /// `(x + 2^(s-1)) mod 2^s`, committed and in its range.
    List<Term> remainder(String name, int x, int shift) {
        return ranges.lowBits(name + "/rem", x, half(shift), shift);
    }

    static long half(int shift) {
        return shift == 0 ? 0 : 1L << shift - 1;
    }

    private static Coefficient constant(int shift) {
        return shift == 0 ? Coefficient.ZERO : Coefficient.of(1, 1);
    }
}
