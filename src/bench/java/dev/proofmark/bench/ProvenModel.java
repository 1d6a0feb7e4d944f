package dev.proofmark.bench;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.compiler.CalibrationData;
import dev.proofmark.compiler.CompileListener;
import dev.proofmark.compiler.CompileOptions;
import dev.proofmark.compiler.CompiledModel;
import dev.proofmark.compiler.ModelCompiler;
import dev.proofmark.compiler.ModelInputs;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import dev.proofmark.proving.cost.ProofClock;
import dev.proofmark.proving.cost.WorkUnits;
import dev.proofmark.proving.cost.WorkCount;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.testing.ModelFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A model that is compiled, calibrated on its own test inputs, and proven by one thread.
///
/// @param inputs integers of every test input
/// @param work   of one proof
record ProvenModel(String name, ProvingKey key, List<Map<String, long[]>> inputs, WorkUnits work) {
    private static final int MOST_INPUTS = 4;

    static ProvenModel of(ModelFolder folder) throws IOException {
        List<ModelInputs> samples = folder.samples().stream().map(s -> ModelInputs.named(s.inputs())).toList();
        CompiledModel model = ModelCompiler.compile(folder.source(), CompileOptions.defaults(), new CalibrationData(samples),
                CompileListener.SILENT);
        LoweredCircuit lowered = model.lowered();
        try (Workers workers = Workers.of(1)) {
            ProvingKey key = KeyCommitment.commit(lowered.circuit(), lowered.witness(), lowered.weights(), new byte[32], workers);
            return new ProvenModel(folder.name(), key,
                    samples.stream().limit(MOST_INPUTS).map(model.plan()::encodeInputs).toList(),
                    WorkCount.of(lowered.circuit(), lowered.witness(), key.verificationKey().plan()));
        }
    }

    /// Proves every input once; gives the processor seconds of the fastest proof.
    double fastestSeconds() {
        return inputs.stream().mapToDouble(this::seconds).min().orElseThrow();
    }

    private double seconds(Map<String, long[]> input) {
        try (Workers workers = Workers.of(1)) {
            ProofClock clock = new ProofClock(1);
            new Prover(key).prove(new Prover.Request(input, false, new byte[0]), new byte[32], workers, clock);
            clock.end();
            return clock.nanoseconds().values().stream().mapToLong(Long::longValue).sum() / 1e9;
        }
    }
}
