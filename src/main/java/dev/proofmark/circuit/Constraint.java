package dev.proofmark.circuit;

import java.util.Arrays;

/// What must hold of the tensors.
public sealed interface Constraint {
    /// At every logical position the operands' tuple is a row of the table, at every padding position it is all zero.
    record Lookup(int table, int[] operands) implements Constraint {
        public Lookup {
            operands = operands.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Lookup l && table == l.table && Arrays.equals(operands, l.operands);
        }

        @Override
        public int hashCode() {
            return table * 31 + Arrays.hashCode(operands);
        }
    }

    /// The node is zero everywhere.
    record Zero(int node) implements Constraint {
    }
}
