package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Node;
import java.util.Locale;

/// The statistical soundness error of one proof, by union bound over all challenges: a false statement survives them
/// with probability at most `numerator * 1.14 / r` per random-oracle query (1.14: a 256-bit hash mod r is not uniform).
///
/// | part | numerator |
/// | --- | --- |
/// | lookups | number of leaves times (table width + 1), for alpha and beta |
/// | sumchecks | degree times rounds: LogUp layers 3 per round, contractions and maps 3 per round and instance |
/// | batching | claims joined by one challenge, per level, per layer, and in the opening |
///
/// @param lookups   log2 of the lookup part
/// @param sumchecks log2 of the sumcheck part
/// @param batching  log2 of the batching part
/// @param total     log2 of the whole error, a negative number
public record ErrorBudget(double lookups, double sumchecks, double batching, double total) {
    /// log2 of r / 1.14.
    private static final double FIELD_BITS = 253.597 - 0.189;

    public static ErrorBudget of(Circuit circuit) {
        double leaves = 1;
        double claims = 16;
        double degrees = 0;
        for (LookupTable table : circuit.tables()) {
            leaves += table.shape().paddedSize();
            claims += table.width() + 1;
        }
        for (Constraint constraint : circuit.constraints()) {
            if (constraint instanceof Constraint.Lookup l) {
                leaves += circuit.node(l.operands()[0]).shape().paddedSize();
                claims += l.operands().length;
            } else {
                claims++;
                degrees += 32;
            }
        }
        double depth = Math.ceil(Math.log(leaves) / Math.log(2));
        degrees += 3 * depth * (depth + 1) / 2 + 4 * depth;
        for (Node node : circuit.nodes()) {
            if (node instanceof Contract c) {
                degrees += 3 * (circuit.node(c.a()).shape().totalBits() + circuit.node(c.b()).shape().totalBits());
                claims += 3;
            } else if (node instanceof AxisMap m) {
                degrees += 3 * circuit.node(m.operand()).shape().totalBits();
                claims += 2;
            }
        }
        double lookupPart = leaves * (circuit.tableWidth() + 1);
        double batching = 4 * claims + 64;
        return new ErrorBudget(log2(lookupPart) - FIELD_BITS, log2(degrees) - FIELD_BITS, log2(batching) - FIELD_BITS,
                log2(lookupPart + degrees + batching) - FIELD_BITS);
    }

    /// The budget in one line.
    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "statistical soundness error below 2^%.1f per random-oracle query (lookups 2^%.1f, sumchecks 2^%.1f, batching 2^%.1f)",
                total, lookups, sumchecks, batching);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
