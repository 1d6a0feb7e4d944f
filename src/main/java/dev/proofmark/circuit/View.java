package dev.proofmark.circuit;

import java.util.Arrays;

/// The operand with its index bits in another order and other axis borders: reordered axes, and splits or merges
/// whose inner parts are powers of two. Free: a claim at a point becomes a claim at the reordered point.
///
/// @param variables for every variable (index bit) of the operand the variable of the view that it is
public record View(int id, Shape shape, int operand, int[] variables) implements Expression {
    public View {
        variables = variables.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof View v && id == v.id && shape.equals(v.shape) && operand == v.operand
                && Arrays.equals(variables, v.variables);
    }

    @Override
    public int hashCode() {
        return id;
    }
}
