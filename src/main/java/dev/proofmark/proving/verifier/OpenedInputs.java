package dev.proofmark.proving.verifier;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.commitment.EquationSum;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Statement;
import java.util.Arrays;

/// Whether public inputs are what the statement's commitments hold: `com_i = sum_j v_ij G_j + s_i H` for every row.
///
/// **Soundness** all rows' equations are joined by powers of a hash of the whole statement, so the factor is known only when
/// values, blindings and commitments are fixed. Error: number of rows * 1.14/r.
/// **Cost** one sum over the rows and as many generators as a row has cells.
final class OpenedInputs {
    private static final int ROWS_AT_ONCE = 64;

    private OpenedInputs() {
    }

    static boolean match(VerificationKey key, Statement statement, WorkBudget budget) {
        Circuit circuit = key.circuit();
        EquationSum sum = new EquationSum(key.generators());
        Fr factor = Fr.reduce(VerificationKey.keccak(statement.encode(circuit)));
        Fr power = factor;
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            int[] rows = circuit.layout(t).sentRows();
            G1[] commitments = statement.inputRows().get(t.id());
            Fr[] blindings = statement.inputBlindings().get(t.id());
            Fr[] weights = new Fr[rows.length];
            budget.charge(Work.SCALAR, rows.length + (long) t.shape().size());
            for (int i = 0; i < rows.length; i++) {
                sum.add(commitments[i], power.negate());
                sum.addBlinding(power.multiply(blindings[i]));
                weights[i] = power;
                power = power.multiply(factor);
            }
            addValues(circuit, t, statement.inputValues().get(t.id()), rows, weights, sum);
        }
        return sum.isIdentity(budget);
    }

    /// Some rows at a time: padded indexes ascend with logical positions.
    private static void addValues(Circuit circuit, Tensor t, long[] values, int[] rows, Fr[] weights, EquationSum sum) {
        int columns = Math.min(circuit.columns(), t.shape().paddedSize());
        int[] positions = t.shape().paddedIndexes();
        int next = 0;
        for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
            int count = Math.min(rows.length - from, ROWS_AT_ONCE);
            int[] cells = new int[count * columns];
            for (int i = 0; i < count; i++) {
                for (; next < values.length && positions[next] / columns == rows[from + i]; next++) {
                    cells[i * columns + positions[next] % columns] = (int) values[next];
                }
            }
            sum.addRows(cells, columns, Arrays.copyOfRange(weights, from, from + count));
        }
    }
}
