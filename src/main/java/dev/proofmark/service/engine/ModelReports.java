package dev.proofmark.service.engine;

import dev.proofmark.compiler.CompiledModel;
import dev.proofmark.compiler.accuracy.AccuracyReport;
import dev.proofmark.compiler.synthesis.CircuitCost;
import dev.proofmark.proving.cost.WorkUnits;
import dev.proofmark.proving.cost.WorkCount;
import dev.proofmark.proving.key.VerificationKey;

/// Makes a model's report from what compiling and registering found.
final class ModelReports {
    private static final int MESSAGE_BYTES = 32;
    /// Heap for each byte of a proving key: sealed and opened while it is read, then decoded.
    private static final int HEAP_PER_KEY_BYTE = 8;

    private ModelReports() {}

    /// @param threads of one proof
    static ModelReport of(CompiledModel compiled, VerificationKey key, long keyBytes, long provingKeyBytes, int threads) {
        CircuitCost cost = compiled.lowered().cost();
        AccuracyReport accuracy = compiled.accuracy();
        WorkUnits work = WorkCount.of(compiled.lowered().circuit(), compiled.lowered().witness(), key.plan());
        long proofBytes = MESSAGE_BYTES * (long) key.plan().messages();
        return new ModelReport(
                compiled.parameters(),
                compiled.notes(),
                compiled.warnings(),
                new ModelReport.Accuracy(accuracy.reference(), accuracy.samples(), accuracy.maxError(), accuracy.meanError(),
                        accuracy.labelAgreement().isPresent() ? accuracy.labelAgreement().getAsDouble() : null),
                new ModelReport.CircuitSize(cost.lookups(), cost.tableRows(), cost.committed(), cost.weights(),
                        compiled.lowered().circuit().constraints().size()),
                new ModelReport.PredictedCost(HostPrices.FIXED.seconds(work), cost.verifierMicros() / 1e6, proofBytes, keyBytes,
                        cost.memory().bytes(threads) + HEAP_PER_KEY_BYTE * provingKeyBytes),
                work.named());
    }
}
