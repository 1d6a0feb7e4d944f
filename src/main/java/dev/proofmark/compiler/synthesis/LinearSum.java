package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Collects the terms of a linear combination in order of first use. Equal operands on equal axes are one term.
final class LinearSum {
    private static final int MAX_TERMS = 64;

    private record Operand(int node, List<Integer> axes) {
    }

    private final Map<Operand, Coefficient> terms = new LinkedHashMap<>();
    private Coefficient constant;

    LinearSum(Coefficient constant) {
        this.constant = constant;
    }

    void add(Term term) {
        Operand key = new Operand(term.node(), Arrays.stream(term.axes()).boxed().toList());
        terms.merge(key, term.coefficient(), LinearSum::sum);
    }

    /// Adds `outer` with its operand, the combination `inner`, spelled out; false if that would not fit.
    boolean addAll(Combine inner, Term outer) {
        List<Term> spelled = new ArrayList<>();
        if (terms.size() + inner.terms().size() > MAX_TERMS || !integer(inner.constant())) {
            return false;
        }
        for (Term term : inner.terms()) {
            if (!integer(term.coefficient()) || !fits(term.coefficient(), outer.coefficient())) {
                return false;
            }
            int[] axes = Arrays.stream(outer.axes()).map(a -> a < 0 ? -1 : term.axes()[a]).toArray();
            spelled.add(new Term(term.node(), product(term.coefficient(), outer.coefficient()), axes));
        }
        if (!fits(inner.constant(), outer.coefficient())) {
            return false;
        }
        constant = sum(constant, product(inner.constant(), outer.coefficient()));
        spelled.forEach(this::add);
        return true;
    }

    /// A multiple, to be added to on its own.
    LinearSum times(long factor) {
        LinearSum multiple = new LinearSum(times(constant, factor));
        terms.forEach((operand, coefficient) -> multiple.terms.put(operand, times(coefficient, factor)));
        return multiple;
    }

    private static Coefficient times(Coefficient c, long factor) {
        return Coefficient.of(Math.multiplyExact(c.numerator(), factor), c.shift());
    }

    Coefficient constant() {
        return constant;
    }

    List<Term> terms() {
        List<Term> list = new ArrayList<>();
        terms.forEach((operand, coefficient) -> {
            if (coefficient.numerator() != 0) {
                list.add(new Term(operand.node(), coefficient, operand.axes().stream().mapToInt(a -> a).toArray()));
            }
        });
        return list;
    }

    /// The operand that the sum is equal to, if there is one.
    OptionalInt single(Shape shape, CircuitDraft draft) {
        List<Term> list = terms();
        if (list.size() != 1 || constant.numerator() != 0 || !list.getFirst().coefficient().equals(Coefficient.ONE)) {
            return OptionalInt.empty();
        }
        Term term = list.getFirst();
        boolean same = draft.shape(term.node()).equals(shape) && Arrays.equals(term.axes(), CircuitDraft.identity(shape.rank()));
        return same ? OptionalInt.of(term.node()) : OptionalInt.empty();
    }

    private static boolean integer(Coefficient c) {
        return c.shift() == 0;
    }

    private static boolean fits(Coefficient a, Coefficient b) {
        return Math.multiplyHigh(a.numerator(), b.numerator()) == a.numerator() * b.numerator() >> 63
                && Math.abs(a.numerator() * b.numerator()) < 1L << 60;
    }

    private static Coefficient product(Coefficient integer, Coefficient other) {
        return Coefficient.of(integer.numerator() * other.numerator(), other.shift());
    }

    private static Coefficient sum(Coefficient a, Coefficient b) {
        int shift = Math.max(a.shift(), b.shift());
        return Coefficient.of(Math.addExact(Math.multiplyExact(a.numerator(), 1L << shift - a.shift()),
                Math.multiplyExact(b.numerator(), 1L << shift - b.shift())), shift);
    }
}
