package dev.proofmark.circuit.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import org.junit.jupiter.api.Test;

class RegistrationCircuitTest {
    private static Circuit circuit(boolean weights) {
        CircuitBuilder b = new CircuitBuilder();
        int x = b.input("x", Shape.of(3));
        b.lookup(b.rangeTable("r", IntegerRange.unsigned(2)), x);
        b.inputPort("x", x, Shape.of(3), PortScale.uniform(1), IntegerRange.unsigned(2));
        if (weights) {
            int w = b.weight("w", Shape.of(5, 3), IntegerRange.signed(8));
            b.weight("b", Shape.of(5), IntegerRange.signed(12));
            b.weight("v", Shape.of(2), IntegerRange.signed(8));
            b.contract(w, new int[] {0, 1}, x, new int[] {1}, new int[] {0});
        }
        return b.build(3);
    }

    @Test
    void looksEveryWeightUpInItsDeclaredRange() {
        Circuit circuit = circuit(true);
        Circuit registration = RegistrationCircuit.of(circuit).orElseThrow();
        assertThat(registration.columnBits()).isEqualTo(3);
        assertThat(registration.tensors(TensorKind.WEIGHT)).extracting(Tensor::shape, Tensor::range, Tensor::name)
                .containsExactlyElementsOf(circuit.tensors(TensorKind.WEIGHT).stream()
                        .map(t -> org.assertj.core.groups.Tuple.tuple(t.shape(), t.range(), t.name())).toList());
        assertThat(registration.tables()).hasSize(2);
        assertThat(registration.lookups()).hasSize(3);
        for (Constraint.Lookup lookup : registration.lookups()) {
            IntegerRange range = registration.tensor(lookup.operands()[0]).range();
            LookupTable table = registration.tables().get(lookup.table());
            assertThat(table.length()).isEqualTo((int) range.count());
            assertThat(table.columns()).containsExactly(new Column.Affine(range.low(), 1));
        }
        assertThat(registration.inputs()).isEmpty();
        assertThat(registration.outputs()).isEmpty();
        assertThat(registration.nodes()).hasSize(3 + 2);
    }

    @Test
    void thereIsNothingToRegisterWithoutWeights() {
        assertThat(RegistrationCircuit.of(circuit(false))).isEmpty();
    }
}
