package dev.proofmark.service.engine;

import dev.proofmark.service.errors.Redacted;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.InputCheck;
import dev.proofmark.service.tensors.InputReader;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.Visibility;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Practises registering, proving and verifying with the bundled sample model once the service is ready, so that the
/// virtual machine has compiled the kernels and made their tables before the first client's proof.
///
/// One thread of least priority; it ends after some dozens of proofs, or after `proofmark.warm-up`, when the first real
/// work begins, and with the service. Nothing of it is kept, and nothing but speed depends on it.
@Component
class WarmUp implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String MATERIAL = "warm-up";
    /// After so many the compiled code is as fast as it gets.
    private static final int ENOUGH = 60;

    private final Randomness randomness;
    private final InputReader inputs;
    private final Duration limit;
    private final boolean worthwhile;
    private volatile boolean stopped;
    private volatile int proofs;
    private volatile boolean practising;

    WarmUp(Randomness randomness, InputReader inputs, ProofmarkProperties properties) {
        this.randomness = randomness;
        this.inputs = inputs;
        this.limit = properties.warmUp();
        this.worthwhile = properties.workers() > 0 && limit.isPositive();
        this.practising = worthwhile;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (worthwhile) {
            Thread thread = Thread.ofPlatform().name("warm-up").daemon().unstarted(this::run);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    /// Real work needs the processors now.
    void stop() {
        stopped = true;
    }

    @Override
    public void destroy() {
        stop();
    }

    private void run() {
        long end = System.nanoTime() + limit.toNanos();
        try {
            practise(() -> stopped || proofs >= ENOUGH || System.nanoTime() - end > 0);
        } catch (WorkCancelledException e) {
            LOG.debug("The warm-up has ended inside a proof");
        } catch (IOException | RuntimeException e) {
            LOG.warn("The warm-up failed; the first proofs are slower", Redacted.of(e));
        }
        practising = false;
        LOG.info("The warm-up ends after {} proofs", proofs);
    }

    /// Whether it is to begin, or goes on.
    boolean practising() {
        return practising;
    }

    /// Whether this node proves, and is meant to practise.
    boolean worthwhile() {
        return worthwhile;
    }

    /// Proofs made and verified so far.
    int proofs() {
        return proofs;
    }

    /// Proves and verifies until told to end.
    void practise(BooleanSupplier ended) throws IOException {
        WorkMonitor monitor = new WorkMonitor() {
            @Override
            public void progress(String stage, double fraction) {}

            @Override
            public boolean cancelled() {
                return ended.getAsBoolean();
            }
        };
        ModelFiles files = new ModelFiles(resource("credit-scoring.onnx"), Map.of());
        List<InferenceInput> calibration = inputs.calibration(resource("calibration.json"));
        ModelSettings settings = new ModelSettings(Map.of(), Map.of(), Set.of(), ModelSettings.Precision.DEFAULT, Visibility.PUBLIC,
                randomness.bytes(32), List.of());
        RegisteredModel model = new ModelRegistrar(randomness, 1).register(files, settings, calibration, monitor);
        KeyedProver prover = new KeyedProver(randomness, 1);
        KeyedVerifier verifier = new KeyedVerifier();
        Map<String, Tensor> applicant =
                InputCheck.check(model.signature().inputs(), inputs.request(resource("applicant.json")));
        ProvingMaterial material = new ProvingMaterial(MATERIAL, model::plan, model::provingKey);
        while (!ended.getAsBoolean()) {
            ProvenInference proven = prover.prove(material, applicant, Visibility.PRIVATE, MATERIAL, monitor);
            Verdict verdict = verifier.verify(model.verificationKey(), ProofSource.of(proven.proof()),
                    Optional.of(proven.statement()), () -> {});
            if (!(verdict instanceof Verdict.Accepted)) {
                throw new IllegalStateException("the sample's own proof does not verify");
            }
            proofs++;
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = WarmUp.class.getResourceAsStream("/sample/" + name)) {
            if (in == null) {
                throw new IOException("the sample " + name + " is missing");
            }
            return in.readAllBytes();
        }
    }
}
