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
            budget.charge(Work.SCALAR, rows.length + (long) t.shape().size());
            Fr[] weights = new Fr[rows.length];
            for (int i = 0; i < rows.length; i++) {
                sum.add(commitments[i], power.negate());
                sum.addBlinding(power.multiply(blindings[i]));
                weights[i] = power;
                power = power.multiply(factor);
            }
            addValues(circuit.columns(), t, statement.inputValues().get(t.id()), rows, weights, sum);
        }
        return sum.isIdentity(budget);
    }

    /// Padded indexes ascend with logical positions, and so do the rows.
    private static void addValues(int columns, Tensor t, long[] values, int[] rows, Fr[] weights, EquationSum sum) {
        int[] positions = t.shape().paddedIndexes();
        int row = 0;
        for (int k = 0; k < values.length; k++) {
            while (rows[row] < positions[k] / columns) {
                row++;
            }
            sum.addGenerator(positions[k] % columns, weights[row].multiply(Fr.of(values[k])));
        }
    }
}
