package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.View;
import java.math.BigInteger;

/// Bounds on absolute values from public ranges alone (tables, declared ranges), recomputed by every verifier. Both
/// sides of every relation must stay below 2^250, so that an equation in the field is one over the integers.
final class SoundnessBounds {
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(250);

    private SoundnessBounds() {
    }

    static void check(Circuit circuit, ShownRanges shown) {
        BigInteger[] bound = new BigInteger[circuit.nodes().size()];
        for (Node node : circuit.nodes()) {
            BigInteger pinned = shown.of(node.id()) == null ? null : shown.of(node.id()).magnitude();
            BigInteger derived = switch (node) {
                case Tensor t -> tensor(t, pinned);
                case Combine c -> combine(c, bound, pinned);
                case Contract c -> contract(circuit, c, bound);
                case AxisMap m -> axisMap(m, bound);
                case View v -> bound[v.operand()];
            };
            if (derived.compareTo(LIMIT) >= 0) {
                throw new CircuitException("bound", "node " + node.id() + " may reach 2^" + (derived.bitLength() - 1)
                        + ", at most 2^250");
            }
            bound[node.id()] = pinned == null ? derived : pinned.min(derived);
        }
    }

    private static BigInteger tensor(Tensor t, BigInteger pinned) {
        return switch (t.kind()) {
            case INPUT, WITNESS -> pinned;
            case WEIGHT, PUBLIC -> BigInteger.valueOf(t.range().magnitude());
            case CONSTANT, TABLE -> Interval.of(t.values()).magnitude();
            case MULTIPLICITY -> BigInteger.ZERO;
        };
    }

    /// Both sides of `2^m * E = sum of integer multiples`, m the largest shift. A fractional combination is in a lookup
    /// (another rule), so its left side is bounded by the table.
    private static BigInteger combine(Combine c, BigInteger[] bound, BigInteger pinned) {
        int m = c.constant().shift();
        for (Term term : c.terms()) {
            m = Math.max(m, term.coefficient().shift());
        }
        BigInteger right = scaled(c.constant(), m);
        for (Term term : c.terms()) {
            right = right.add(scaled(term.coefficient(), m).multiply(bound[term.node()]));
        }
        return pinned == null ? right : right.max(pinned.shiftLeft(m));
    }

    private static BigInteger scaled(Coefficient c, int shift) {
        return BigInteger.valueOf(c.numerator()).abs().shiftLeft(shift - c.shift());
    }

    private static BigInteger contract(Circuit circuit, Contract c, BigInteger[] bound) {
        BigInteger terms = BigInteger.ONE;
        Shape a = circuit.node(c.a()).shape();
        for (int axis : c.summedAxesOfA()) {
            terms = terms.multiply(BigInteger.valueOf(a.length(axis)));
        }
        return terms.multiply(bound[c.a()]).multiply(bound[c.b()]);
    }

    private static BigInteger axisMap(AxisMap m, BigInteger[] bound) {
        BigInteger result = bound[m.operand()];
        for (AxisGroup group : m.groups()) {
            if (group.mapped()) {
                result = result.multiply(BigInteger.valueOf(group.matrix().maxRowWeight()));
            }
        }
        return result;
    }
}
