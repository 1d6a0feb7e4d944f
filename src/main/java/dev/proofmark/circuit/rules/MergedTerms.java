package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Term;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// What a `Combine` is a sum of, once operands that are the same node along the same axes are merged: x - x holds no x.
final class MergedTerms {
    private static final int MOST_SHIFT = 60;
    private static final Comparator<Term> SAME_OPERAND =
            Comparator.comparingInt(Term::node).thenComparing(Term::axes, Arrays::compare);

    private MergedTerms() {
    }

    /// The operands whose coefficient is not zero.
    static int[] operands(Combine combine) {
        Map<Term, BigInteger> sums = new TreeMap<>(SAME_OPERAND);
        for (Term term : combine.terms()) {
            sums.merge(term, scaled(term.coefficient()), BigInteger::add);
        }
        return sums.entrySet().stream().filter(sum -> sum.getValue().signum() != 0).mapToInt(sum -> sum.getKey().node()).toArray();
    }

    /// In units of 2^-60, which divides every coefficient.
    private static BigInteger scaled(Coefficient c) {
        return BigInteger.valueOf(c.numerator()).shiftLeft(MOST_SHIFT - c.shift());
    }
}
