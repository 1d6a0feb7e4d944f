package dev.proofmark.service.engine;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.budget.WorkExceeded;
import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.compiler.CompileListener;
import dev.proofmark.compiler.CompiledModel;
import dev.proofmark.compiler.ModelCompiler;
import dev.proofmark.compiler.ModelInspection;
import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.accuracy.OnnxRuntimeReference;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.ProvingCancelled;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.tensors.InferenceInput;
import jakarta.annotation.PostConstruct;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Compiles uploads and makes their keys.
@Component
class ModelRegistrar {
    private static final double COMPILED = 0.4;
    private static final double REGISTERED = 0.97;

    private final Randomness randomness;
    private final int threads;

    /// An inspection may hold a small model in every form at once: no more of them than there are processors.
    private final Semaphore inspections = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    @Autowired
    ModelRegistrar(Randomness randomness, ProofmarkProperties properties) {
        this(randomness, properties.proverThreads());
    }

    ModelRegistrar(Randomness randomness, int threads) {
        this.randomness = randomness;
        this.threads = threads;
    }

    @PostConstruct
    void tidy() {
        OnnxRuntimeReference.removeLeftBehind();
    }

    Inspection inspect(ModelFiles files, ModelSettings settings, List<InferenceInput> calibration) {
        inspections.acquireUninterruptibly();
        try {
            ModelInspection found = ModelCompiler.inspect(CompilerTypes.source(files), CompilerTypes.options(settings),
                    CompilerTypes.calibration(calibration));
            return new Inspection(CompilerTypes.signature(found.signature()), found.warnings(), found.registrationBytes());
        } catch (ModelRejectedException e) {
            throw CompilerTypes.refused(e);
        } finally {
            inspections.release();
        }
    }

    RegisteredModel register(
            ModelFiles files, ModelSettings settings, List<InferenceInput> calibration, WorkMonitor monitor) {
        CompiledModel compiled = compile(files, settings, calibration, monitor);
        LoweredCircuit lowered = compiled.lowered();
        try (Workers workers = Workers.of(threads)) {
            ProvingKey key = KeyGenerator.register(lowered.circuit(), lowered.witness(), lowered.weights(), settings.seed(),
                    randomness.bytes(32), workers, new MonitoredProving(monitor, COMPILED, REGISTERED));
            byte[] verificationKey = key.verificationKey().encode();
            byte[] provingKey = key.encode();
            return new RegisteredModel(compiled.plan().encode(), provingKey, verificationKey, Format.VERSION,
                    HexFormat.of().formatHex(key.verificationKey().digest()),
                    CompilerTypes.signature(compiled.signature(), lowered.circuit()),
                    ModelReports.of(compiled, key.verificationKey(), verificationKey.length, provingKey.length, threads));
        } catch (ProvingCancelled e) {
            throw new WorkCancelledException();
        } catch (WorkExceeded | MalformedMessage | CircuitException beyond) {
            throw CompilerTypes.refused(new ModelRejectedException(new ModelProblem(ProblemCode.LIMIT_EXCEEDED, "", "",
                    "No verifier would take this model's key: " + beyond.getMessage() + ".",
                    "a model whose key costs its verifiers less", "a larger one")));
        }
    }

    private static CompiledModel compile(
            ModelFiles files, ModelSettings settings, List<InferenceInput> calibration, WorkMonitor monitor) {
        CompileListener listener = stage -> {
            monitor.stopIfCancelled();
            switch (stage) {
                case IMPORT -> monitor.progress("import", 0.02);
                case QUANTISE -> monitor.progress("quantise", 0.05);
                case LAY_OUT -> monitor.progress("lay out", 0.15);
                case MEASURE -> monitor.progress("measure", 0.2);
            }
        };
        try {
            return ModelCompiler.compile(CompilerTypes.source(files), CompilerTypes.options(settings),
                    CompilerTypes.calibration(calibration), listener);
        } catch (ModelRejectedException e) {
            throw CompilerTypes.refused(e);
        }
    }
}
