package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;

/// What a circuit costs, as counts of what its proof consists of, and an estimate from them.
///
/// @param lookups       looked-up positions, padding included
/// @param tableRows     rows of all tables, padded
/// @param weights       logical weights
/// @param committed     values committed per proof
/// @param keyRows       commitment rows of weights and stored table columns
/// @param proofRows     commitment rows per proof, pads not counted
/// @param messages      hidden messages, estimated
/// @param proverMicros  estimated proving time of one core
/// @param verifierMicros estimated verifying time
/// @param memory        heap that one proof needs beside the proving key
public record CircuitCost(long lookups, long tableRows, long weights, long committed, long keyRows, long proofRows,
        long messages, long proverMicros, long verifierMicros, MemoryEstimate memory, ErrorBudget errors) {
    public static CircuitCost of(Circuit circuit) {
        long lookups = 0;
        for (Constraint.Lookup lookup : circuit.lookups()) {
            lookups += circuit.node(lookup.operands()[0]).shape().paddedSize();
        }
        long tableRows = 0;
        for (LookupTable table : circuit.tables()) {
            tableRows += table.shape().paddedSize();
        }
        long weights = 0;
        long committed = 0;
        long keyRows = 0;
        long proofRows = 0;
        for (TensorKind kind : TensorKind.values()) {
            for (Tensor t : circuit.tensors(kind)) {
                long rows = kind.committed() ? circuit.layout(t).sentRows().length : 0;
                weights += kind == TensorKind.WEIGHT ? t.shape().size() : 0;
                committed += kind.perProof() ? t.shape().size() : 0;
                keyRows += kind.perProof() ? 0 : rows;
                proofRows += kind.perProof() ? rows : 0;
            }
        }
        long messages = MessageEstimate.of(circuit);
        long prover = CostModel.proverMicros(circuit.columnBits(), lookups, tableRows, weights, proofRows, messages);
        long verifier = CostModel.verifierMicros(circuit.columnBits(), keyRows + proofRows, messages);
        return new CircuitCost(lookups, tableRows, weights, committed, keyRows, proofRows, messages, prover, verifier,
                MemoryEstimate.of(circuit, lookups, messages), ErrorBudget.of(circuit));
    }
}
