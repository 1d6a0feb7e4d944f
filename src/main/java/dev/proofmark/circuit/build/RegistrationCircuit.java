package dev.proofmark.circuit.build;

import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The circuit whose proof, made once per key, pins every weight to its declared range and its padding to zero: the
/// same `WEIGHT` tensors in the same order and the same rows, each in a lookup of one range table per distinct range.
public final class RegistrationCircuit {
    private static final Comparator<IntegerRange> BY_ENDS =
            Comparator.comparingLong(IntegerRange::low).thenComparingLong(IntegerRange::high);

    private RegistrationCircuit() {
    }

    /// Empty if the circuit has no weights: then there is nothing to register.
    public static Optional<Circuit> of(Circuit circuit) {
        return of(circuit, WorkBudget.decoding(() -> {}));
    }

    /// The same within what a verifier has left for decoding.
    ///
    /// **Errors** `CircuitException` with code `work` where that is not enough.
    public static Optional<Circuit> of(Circuit circuit, WorkBudget budget) {
        CircuitBuilder builder = new CircuitBuilder();
        Map<IntegerRange, Integer> tables = new TreeMap<>(BY_ENDS);
        for (Tensor weight : circuit.tensors(TensorKind.WEIGHT)) {
            int tensor = builder.weight(weight.name(), weight.shape(), weight.range());
            int table = tables.computeIfAbsent(weight.range(),
                    range -> builder.rangeTable("weight range " + range.low() + ".." + range.high(), range));
            builder.lookup(table, tensor);
        }
        return tables.isEmpty() ? Optional.empty() : Optional.of(builder.build(circuit.columnBits(), budget));
    }
}
