package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.witness.WitnessStep;
import dev.proofmark.compiler.quantize.program.TableFunction;
import dev.proofmark.compiler.synthesis.FunctionTables.FunctionTable;
import java.util.List;

/// `y = f((x + 2^(s-1)) >> s)`, or `y = f(x)` for s = 0.
///
/// ```
/// x + 2^(s-1) = 2^s u + rem,  rem in [0, 2^s)              rem committed, u virtual
/// in the domain always:  (u, y) in the table of f          y committed
/// else:  u = 2^k hi + lo, lo in the domain of k bits       hi committed, lo virtual
///        (hi, o, c) in a table: o = [hi != 0], c = the saturated value, 0 for hi = 0
///        (lo, g) in the table of f,  y = g - o g + c       g committed, y virtual
///        or, with a selecting table:  (2 lo + o, o, g),  y = g + c
/// ```
/// **Soundness** All decompositions are unique over the integers, and bounds far below r make them so in the field. In
/// a selecting table the parity of 2 lo + o is o, so lo is an integer and the row is the one of lo; `g`, `o`, `c` are
/// functions of `lo` and `hi` by their tables.
final class Nonlinearities {
    private final CircuitDraft draft;
    private final RangeProofs ranges;
    private final FunctionTables functions;

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

    /// Whether no argument of the range leaves the function's table.
    boolean covers(TableFunction function, IntegerRange range, int shift) {
        return functions.widened(function).covers(quotients(range, shift));
    }

    /// @param target the tensor to fill with y when the function covers the range, or -1 for a new witness
    int apply(int x, IntegerRange range, int shift, TableFunction function, int target) {
        LinearSum quotient = quotient(x, shift);
        TableFunction widened = functions.widened(function);
        return covers(function, range, shift)
                ? covered(draft.shape(x), quotient, widened, target)
                : saturated(x, shift, quotient, widened);
    }

    /// max(a, b) = b + rectifier(a - b).
    int maximum(int a, int b, TableFunction rectifier) {
        Shape shape = draft.shape(a);
        LinearSum difference = new LinearSum(Coefficient.ZERO);
        difference.add(Term.of(a, Coefficient.ONE, shape.rank()));
        difference.add(Term.of(b, Coefficient.MINUS_ONE, shape.rank()));
        int y = covered(shape, difference, functions.widened(rectifier), -1);
        return draft.sum(shape, b, y);
    }

    private int covered(Shape shape, LinearSum argument, TableFunction function, int target) {
        FunctionTable table = functions.covering(function);
        int y = target >= 0 ? target : draft.witness(shape);
        int key = draft.combine(shape, argument.times(table.selects() ? 2 : 1));
        if (table.selects()) {
            int zero = draft.combine(shape, Coefficient.ZERO, List.of());
            draft.step(new WitnessStep.TableValue(y, key, table.index(), 2));
            draft.builder().lookup(table.index(), key, zero, y);
        } else {
            draft.step(new WitnessStep.TableValue(y, key, table.index(), 1));
            draft.builder().lookup(table.index(), key, y);
        }
        return y;
    }

    private int saturated(int x, int shift, LinearSum quotient, TableFunction function) {
        Shape shape = draft.shape(x);
        int rank = shape.rank();
        int bits = function.bits();
        int hi = draft.witness("distance", shape);
        draft.step(new WitnessStep.HighBits(hi, x, half(shift) - (function.domain().low() << shift), shift + bits));
        int saturation = functions.saturation(function);
        int outside = draft.witness("outside", shape);
        int saturated = draft.witness("saturated", shape);
        draft.step(new WitnessStep.TableValue(outside, hi, saturation, 1));
        draft.step(new WitnessStep.TableValue(saturated, hi, saturation, 2));
        draft.builder().lookup(saturation, hi, outside, saturated);

        FunctionTable table = functions.exact(function);
        LinearSum key = quotient.times(table.selects() ? 2 : 1);
        key.add(Term.of(hi, Coefficient.of(-(table.selects() ? 2L : 1L) << bits), rank));
        int g = draft.witness("inside", shape);
        if (table.selects()) {
            key.add(Term.of(outside, Coefficient.ONE, rank));
            int row = draft.combine(shape, key);
            draft.step(new WitnessStep.TableValue(g, row, table.index(), 2));
            draft.builder().lookup(table.index(), row, outside, g);
            return draft.sum(shape, g, saturated);
        }
        int lo = draft.combine(shape, key);
        draft.step(new WitnessStep.TableValue(g, lo, table.index(), 1));
        draft.builder().lookup(table.index(), lo, g);
        int[] labels = CircuitDraft.identity(rank);
        int dropped = Einsum.of(draft, outside, labels, g, labels, labels, shape.lengths());
        return draft.combine(shape, Coefficient.ZERO, List.of(Term.of(g, Coefficient.ONE, rank),
                Term.of(dropped, Coefficient.MINUS_ONE, rank), Term.of(saturated, Coefficient.ONE, rank)));
    }

    /// u, remainder committed and in its range.
    private LinearSum quotient(int x, int shift) {
        LinearSum u = new LinearSum(shift == 0 ? Coefficient.ZERO : Coefficient.of(1, 1));
        u.add(Term.of(x, Coefficient.of(1, shift), draft.shape(x).rank()));
        if (shift > 0) {
            for (Term limb : remainder(x, shift)) {
                u.add(new Term(limb.node(), Coefficient.of(-limb.coefficient().numerator(), shift), limb.axes()));
            }
        }
        return u;
    }

    /// `(x + 2^(s-1)) mod 2^s`, committed and in its range.
    private List<Term> remainder(int x, int shift) {
        return ranges.lowBits("remainder", x, half(shift), shift);
    }

    static long half(int shift) {
        return shift == 0 ? 0 : 1L << shift - 1;
    }
}
