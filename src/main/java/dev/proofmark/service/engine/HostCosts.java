package dev.proofmark.service.engine;

import dev.proofmark.service.errors.Redacted;
import dev.proofmark.service.platform.PrivateFiles;
import dev.proofmark.service.platform.ProofmarkProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The prices that forecasts of this node are made with: fixed ones, until this host was measured once.
///
/// Measuring takes ten seconds at the most, in the background, when the warm-up is over and nothing else runs; work that comes
/// ends it, and it is tried again in the next quiet time, a few times. The result stays in the data folder, for as long as processor,
/// Java, threads and application are the same. Nothing that compiling decides depends on it.
@Component
class HostCosts implements DisposableBean {
    static final String FILE = "host-costs.properties";
    private static final Logger LOG = LoggerFactory.getLogger(HostCosts.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final int MOST_ATTEMPTS = 10;

    /// Measures, unless it is ended.
    interface Measurement {
        Optional<HostPrices> measure(BooleanSupplier ended) throws IOException;
    }

    private final Path folder;
    private final String host;
    private final Measurement measurement;
    private final BooleanSupplier practising;
    private final boolean worthwhile;
    private final AtomicInteger working = new AtomicInteger();
    private volatile HostPrices prices = HostPrices.FIXED;
    private volatile boolean closed;

    @Autowired
    HostCosts(ProofmarkProperties properties, WarmUp warmUp) {
        this(properties.dataDir(), Host.name(properties.proverThreads()),
                new HostMeasurement(properties.dataDir(), properties.proverThreads())::measure, warmUp::practising,
                warmUp.worthwhile());
    }

    /// @param practising whether the warm-up goes on
    /// @param worthwhile whether to measure what no file tells
    HostCosts(Path folder, String host, Measurement measurement, BooleanSupplier practising, boolean worthwhile) {
        this.folder = folder;
        this.host = host;
        this.measurement = measurement;
        this.practising = practising;
        this.worthwhile = worthwhile;
    }

    HostPrices prices() {
        return prices;
    }

    /// Real work begins; `ended` must follow.
    void began() {
        working.incrementAndGet();
    }

    void ended() {
        working.decrementAndGet();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (read() || !worthwhile) {
            return;
        }
        Thread thread = Thread.ofPlatform().name("host-costs").daemon().unstarted(this::measureWhenQuiet);
        thread.start();
    }

    @Override
    public void destroy() {
        closed = true;
    }

    private boolean read() {
        try {
            Path file = folder.resolve(FILE);
            Optional<HostPrices> known = Files.exists(file) ? HostPrices.decode(Files.readAllBytes(file), host) : Optional.empty();
            known.ifPresent(found -> prices = found);
            return known.isPresent();
        } catch (IOException e) {
            LOG.warn("The measured prices of proofs cannot be read", Redacted.of(e));
            return false;
        }
    }

    private void measureWhenQuiet() {
        try {
            int attempts = 0;
            boolean done = false;
            while (!closed && !done && attempts < MOST_ATTEMPTS) {
                if (quiet()) {
                    attempts++;
                    done = measure();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean quiet() {
        return working.get() == 0 && !practising.getAsBoolean();
    }

    /// Measures and keeps the result.
    ///
    /// @return whether there is nothing more to try
    boolean measure() {
        try {
            PrivateFiles.replace(folder.resolve(FILE), new byte[0]); // what cannot be kept is not measured
            Optional<HostPrices> measured = measurement.measure(() -> closed || !quiet());
            if (measured.isEmpty()) {
                boolean interrupted = !quiet();
                if (!interrupted) {
                    LOG.warn("This host was too busy to be measured; forecasts of proofs use fixed prices until the next start");
                }
                return !interrupted;
            }
            PrivateFiles.replace(folder.resolve(FILE), measured.get().encode(host));
            prices = measured.get();
            LOG.info("This host was measured: forecasts of proofs are its own");
        } catch (IOException | RuntimeException e) {
            LOG.warn("This host cannot be measured; forecasts of proofs use fixed prices", Redacted.of(e));
        }
        return true;
    }
}
