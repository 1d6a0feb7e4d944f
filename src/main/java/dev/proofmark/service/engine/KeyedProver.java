package dev.proofmark.service.engine;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.compiler.CompiledPlan;
import dev.proofmark.compiler.InputRejectedException;
import dev.proofmark.compiler.ModelInputs;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingCancelled;
import dev.proofmark.proving.witness.WitnessException;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Proves with stored plans and proving keys; keeps those of recent use decoded.
@Component
class KeyedProver {
    private static final double DECODED = 0.05;
    private static final double PROVEN = 0.97;

    private final Randomness randomness;
    private final int threads;
    private final KeyCache<String, Decoded> keys = new KeyCache<>();

    private record Decoded(CompiledPlan plan, ProvingKey key) {}

    @Autowired
    KeyedProver(Randomness randomness, ProofmarkProperties properties) {
        this(randomness, properties.proverThreads());
    }

    KeyedProver(Randomness randomness, int threads) {
        this.randomness = randomness;
        this.threads = threads;
    }

    ProvenInference prove(ProvingMaterial material, Map<String, Tensor> inputs, Visibility inputVisibility,
            String context, WorkMonitor monitor) {
        Decoded decoded = keys.get(material.id(), () -> new Decoded(
                CompiledPlan.decode(material.plan().get()), ProvingKey.decode(material.provingKey().get())));
        monitor.progress("encode", DECODED);
        try (Workers workers = Workers.of(threads)) {
            Map<String, long[]> integers = decoded.plan().encodeInputs(ModelInputs.named(CompilerTypes.dense(inputs)));
            Prover.Request request = new Prover.Request(integers, switch (inputVisibility) {
                case PRIVATE -> false;
                case PUBLIC -> true;
            }, context.getBytes(StandardCharsets.UTF_8));
            Prover.Proof proof = new Prover(decoded.key()).prove(
                    request, randomness.bytes(32), workers, new MonitoredProving(monitor, DECODED, PROVEN));
            return new ProvenInference(proof.proof(), proof.statement(),
                    CompilerTypes.tensors(decoded.plan().decodeOutputs(proof.outputs())), visibility(decoded.plan()));
        } catch (ProvingCancelled e) {
            throw new WorkCancelledException();
        } catch (InputRejectedException e) {
            throw CompilerTypes.refused(e);
        } catch (WitnessException e) {
            throw new InputRefusedException(e.getMessage(), "an input within the model's ranges", "one outside of them");
        }
    }

    private static Visibility visibility(CompiledPlan plan) {
        return switch (plan.outputVisibility()) {
            case PUBLIC -> Visibility.PUBLIC;
            case PRIVATE -> Visibility.PRIVATE;
        };
    }
}
