package dev.proofmark.proving.proof;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.util.Map;

/// Evaluates the tensors that the verifier knows: `PUBLIC` ones from the statement, `CONSTANT` ones from the circuit.
final class PublicValues {
    private final Map<Integer, long[]> stated;

    /// @param stated logical values of every `PUBLIC` tensor by id; null where nothing is evaluated
    PublicValues(Map<Integer, long[]> stated) {
        this.stated = stated;
    }

    static boolean known(Tensor tensor) {
        return tensor.kind() == TensorKind.PUBLIC || tensor.kind() == TensorKind.CONSTANT;
    }

    Fr evaluate(Tensor tensor, Point point) {
        if (tensor.kind() == TensorKind.CONSTANT) {
            return evaluate(tensor.shape(), tensor.values(), point);
        }
        return evaluate(tensor.shape(), stated.get(tensor.id()), point);
    }

    private static Fr evaluate(Shape shape, long[] values, Point point) {
        int[] indexes = shape.paddedIndexes();
        Fr[] eq = Multilinear.eqTable(point.values());
        Fr sum = Fr.ZERO;
        for (int i = 0; i < indexes.length; i++) {
            if (values[i] != 0) {
                sum = sum.add(eq[indexes[i]].multiply(Fr.of(values[i])));
            }
        }
        return sum;
    }
}
