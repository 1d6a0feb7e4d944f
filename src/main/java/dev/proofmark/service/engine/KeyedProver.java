package dev.proofmark.service.engine;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.ProvingKey;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingCancelled;
import dev.proofmark.proving.witness.WitnessException;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Proves with stored proving keys; keeps those of recent use decoded.
@Component
class KeyedProver {
    private static final double DECODED = 0.05;

    private final Randomness randomness;
    private final int threads;
    private final KeyCache<String, ProvingKey> keys = new KeyCache<>();

    KeyedProver(Randomness randomness, ProofmarkProperties properties) {
        this.randomness = randomness;
        this.threads = properties.proverThreads();
    }

    ProvenInference prove(ProvingMaterial material, Map<String, Tensor> inputs, Visibility inputVisibility,
            String context, WorkMonitor monitor) {
        ProvingKey key = keys.get(material.id(), () -> ProvingKey.decode(material.provingKey().get()));
        monitor.progress("key", DECODED);
        Circuit circuit = key.verificationKey().circuit();
        Map<String, long[]> integers = PortValues.quantised(circuit.inputs(), inputs);
        Prover.Request request = new Prover.Request(integers, switch (inputVisibility) {
            case PRIVATE -> false;
            case PUBLIC -> true;
        }, context.getBytes(StandardCharsets.UTF_8));
        try (Workers workers = Workers.of(threads)) {
            Prover.Proof proof = new Prover(key).prove(
                    request, randomness.bytes(32), workers, new MonitoredProving(monitor, DECODED, 0.97));
            return new ProvenInference(proof.proof(), proof.statement(), publicOutputs(circuit, proof.outputs()));
        } catch (ProvingCancelled e) {
            throw new WorkCancelledException();
        } catch (WitnessException e) {
            throw new InputRefusedException(e.getMessage(), "an input within the model's ranges", "one outside of them");
        }
    }

    private static Map<String, Tensor> publicOutputs(Circuit circuit, Map<String, long[]> outputs) {
        Map<String, Tensor> real = new LinkedHashMap<>();
        for (Port port : circuit.outputs()) {
            if (circuit.tensor(port.tensor()).kind() == TensorKind.PUBLIC) {
                real.put(port.name(), PortValues.real(port, outputs.get(port.name())));
            }
        }
        return real;
    }
}
