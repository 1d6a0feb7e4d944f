package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.CommitmentLayout;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Measured unit costs of prover and verifier, and the choice of row width that follows from them: narrow rows make many
/// points to send and to verify, wide rows a long final vector. Costs near the square root of the committed cells.
final class CostModel {
    static final double LOOKUP_MICROS = 0.2;
    static final double TABLE_ROW_MICROS = 0.13;
    /// A full-size scalar times a generator, in a multi-scalar multiplication or by precomputed tables.
    static final double SCALAR_MICROS = 8;
    private static final double WEIGHT_MICROS = 0.002;
    private static final double FIXED_MICROS = 3000;
    private static final double VERIFIER_POINT_MICROS = 6;
    private static final double VERIFIER_MESSAGE_MICROS = 2;
    private static final int MIN_COLUMN_BITS = 5;
    private static final int MAX_COLUMN_BITS = 12;
    /// Rows of pads and of the final vectors beyond those of tensors.
    private static final int TYPICAL_PADS = 1500;

    private CostModel() {
    }

    static long proverMicros(int columnBits, long lookups, long tableRows, long weights, long proofRows, long messages) {
        double columns = 1L << columnBits;
        return Math.round(FIXED_MICROS + LOOKUP_MICROS * lookups + TABLE_ROW_MICROS * tableRows + WEIGHT_MICROS * weights
                + SCALAR_MICROS * (proofRows + messages + messages / columns + columns));
    }

    static long verifierMicros(int columnBits, long rows, long messages) {
        double columns = 1L << columnBits;
        return Math.round(VERIFIER_POINT_MICROS * (rows + messages / columns + columns) + VERIFIER_MESSAGE_MICROS * messages);
    }

    /// The width with the least sum of proving, verifying and sending costs.
    ///
    /// @param tables shapes of the multiplicity tensors to come
    static int columnBits(List<Tensor> tensors, List<Shape> tables) {
        List<Shape> perProof = new ArrayList<>(tables);
        List<Shape> perKey = new ArrayList<>();
        for (Tensor t : tensors) {
            if (t.kind().committed()) {
                (t.kind().perProof() ? perProof : perKey).add(t.shape());
            }
        }
        int best = MIN_COLUMN_BITS;
        double least = Double.MAX_VALUE;
        for (int bits = MIN_COLUMN_BITS; bits <= MAX_COLUMN_BITS; bits++) {
            double columns = 1L << bits;
            double sent = rows(perProof, bits) + TYPICAL_PADS / columns;
            double proving = SCALAR_MICROS * (sent + columns);
            double verifying = VERIFIER_POINT_MICROS * (rows(perKey, bits) + sent + columns);
            if (proving + verifying < least) {
                least = proving + verifying;
                best = bits;
            }
        }
        return best;
    }

    private static double rows(List<Shape> shapes, int columnBits) {
        long rows = 0;
        for (Shape shape : shapes) {
            rows += CommitmentLayout.of(shape, columnBits).sentRows().length;
        }
        return rows;
    }
}
