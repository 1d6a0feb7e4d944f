package dev.proofmark.circuit.rules;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.View;

/// Limits on what a circuit costs its verifier, whose input it is: a few bytes of circuit must not buy a lot of work.
final class CircuitLimits {
    /// Commitment rows, padding included, over all tensors.
    private static final long MAX_ROWS = 1 << 20;
    /// Ones of all axis matrices, and cells of constants and public tensors: what the verifier walks over by itself.
    private static final long MAX_WORK = 1 << 26;
    /// What is held in memory as field elements at once.
    private static final long MAX_MATRIX_SIDE = 1 << 20;
    private static final long MAX_PUBLIC_CELLS = 1 << 22;
    /// Fractions under the lookup argument's root; the error budget of the protocol counts on it.
    private static final long MAX_LEAVES = 1 << 30;

    private CircuitLimits() {
    }

    static void check(Circuit circuit) {
        long rows = 0;
        long work = 0;
        for (Node node : circuit.nodes()) {
            switch (node) {
                case Tensor t when t.kind().committed() -> rows += 1L << Math.max(0, t.shape().totalBits() - circuit.columnBits());
                case Tensor t -> {
                    limit("public-cells", "padded cells of a public or constant tensor", t.shape().paddedSize(), MAX_PUBLIC_CELLS);
                    work += t.shape().paddedSize();
                }
                case AxisMap m -> work += ones(m);
                case Combine c -> work += c.terms().size();
                case Contract c -> work++;
                case View v -> work++;
            }
            limit("rows", "commitment rows", rows, MAX_ROWS);
            limit("work", "matrix entries and public cells", work, MAX_WORK);
        }
        long leaves = 1;
        for (LookupTable table : circuit.tables()) {
            leaves += table.shape().paddedSize();
        }
        for (Constraint.Lookup lookup : circuit.lookups()) {
            leaves += circuit.node(lookup.operands()[0]).shape().paddedSize();
        }
        limit("leaves", "lookup leaves", leaves, MAX_LEAVES);
    }

    private static long ones(AxisMap map) {
        long ones = 0;
        for (AxisGroup group : map.groups()) {
            if (group.mapped()) {
                ones += group.matrix().ones();
                for (int[] lengths : new int[][] {group.matrix().inputLengths(), group.matrix().outputLengths()}) {
                    limit("matrix-axes", "padded indexes on a side of an axis matrix", Shape.of(lengths).paddedSize(), MAX_MATRIX_SIDE);
                }
            }
        }
        return ones;
    }

    private static void limit(String code, String what, long count, long limit) {
        if (count > limit) {
            throw new CircuitException(code, "at most " + limit + " " + what + ", got " + count);
        }
    }
}
