package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A looked-up sum E = c mask + s x + sum_j c_j w_j that shows where the input x lies: s is 1 or -1, every w_j is a witness that is
/// an operand of a lookup itself, c and all c_j are integers, and every operand keeps its axes.
///
/// **Soundness** At a logical position x = s (E - c - sum_j c_j w_j). E and all w_j are values of columns there, below 2^90, and the at
/// most 4096 integers c and c_j are below 2^62, so the right side is an integer below 2^165: x is that integer, and it lies where the
/// columns' ranges say. At a padded position E, the mask and all w_j are zero, so x is.
///
/// @param input   the tensor x
/// @param sum     the node E
/// @param negated whether s is -1
/// @param others  the terms c_j w_j
record InputSum(int input, int sum, boolean negated, BigInteger constant, List<Term> others) {

    /// @param lookedUp by node, whether it is itself an operand of a lookup
    static Optional<InputSum> of(Combine sum, Circuit circuit, boolean[] lookedUp) {
        Term input = null;
        List<Term> others = new ArrayList<>();
        for (Term term : sum.terms()) {
            if (!(circuit.node(term.node()) instanceof Tensor tensor) || !keepsAxes(term) || term.coefficient().shift() > 0) {
                return Optional.empty();
            }
            if (tensor.kind() == TensorKind.INPUT && input == null && isSign(term.coefficient())) {
                input = term;
            } else if (tensor.kind() == TensorKind.WITNESS && lookedUp[tensor.id()]) {
                others.add(term);
            } else {
                return Optional.empty();
            }
        }
        return input == null || sum.constant().shift() > 0 ? Optional.empty()
                : Optional.of(new InputSum(input.node(), sum.id(), input.coefficient().numerator() < 0,
                        BigInteger.valueOf(sum.constant().numerator()), others));
    }

    private static boolean keepsAxes(Term term) {
        return Arrays.equals(term.axes(), NodeRules.identity(term.axes().length));
    }

    private static boolean isSign(Coefficient coefficient) {
        return Math.abs(coefficient.numerator()) == 1;
    }

    /// Where x lies, given where E and the witnesses do.
    Interval range(Interval[] shown) {
        Interval range = shown[sum].plus(constant.negate());
        for (Term other : others) {
            range = range.minus(shown[other.node()].times(other.coefficient().numerator()));
        }
        return range.times(negated ? -1 : 1);
    }
}
