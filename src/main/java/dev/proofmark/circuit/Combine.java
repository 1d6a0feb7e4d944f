package dev.proofmark.circuit;

import java.util.List;

/// `constant * mask + sum_j coefficient_j * operand_j`, operands broadcast over the logical positions of the axes that
/// they lack (never into the padding).
public record Combine(int id, Shape shape, Coefficient constant, List<Term> terms) implements Expression {
    public Combine {
        terms = List.copyOf(terms);
    }
}
