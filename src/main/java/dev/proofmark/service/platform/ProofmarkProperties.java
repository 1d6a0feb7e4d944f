package dev.proofmark.service.platform;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of one node.
///
/// **Requires** at least one processor's worth of prover threads, `heartbeat` well below `lease`.
/// **Leaks** nothing: the text form names neither the API key nor the at-rest key.
///
/// @param dataDir embedded database, artefacts (unless `artifactDir` says otherwise), key file
/// @param artifactDir content-addressed files; nodes that share a database share this folder too
/// @param apiKey the bearer token demanded of every request, empty for none
/// @param secretKey base64 of the 32-byte key that seals secrets at rest, empty for a key file in the data folder
/// @param workers jobs at the same time on this node; 0 for a node that only serves HTTP
/// @param proverThreads threads of one job; 0 for the available processors
/// @param memory heap that the jobs of this node may need together, by their predictions; by default three quarters of
///     the largest heap beyond what the service itself needs
/// @param warmUp how long proving may be practised at the most after the start, so that the first proof is not slow; zero for not at all
@ConfigurationProperties("proofmark")
public record ProofmarkProperties(
        @DefaultValue(".proofmark") Path dataDir,
        Path artifactDir,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("2") int workers,
        @DefaultValue("0") int proverThreads,
        DataSize memory,
        @DefaultValue("20s") Duration warmUp,
        @DefaultValue Jobs jobs,
        @DefaultValue Limits limits) {

    /// Leases of background work.
    ///
    /// @param lease how long a claimed job stays with a node that has stopped renewing it
    /// @param heartbeat how often a node renews what it holds, reports progress and learns of cancellations
    /// @param poll how often an idle worker looks for work that another node queued
    /// @param maxDeaths how many nodes may die while a job runs alone on them, before it is given up
    /// @param maxQueued how many jobs of one kind may wait; more are refused
    public record Jobs(
            @DefaultValue("15s") Duration lease,
            @DefaultValue("1s") Duration heartbeat,
            @DefaultValue("500ms") Duration poll,
            @DefaultValue("4") int maxDeaths,
            @DefaultValue("10000") int maxQueued) {
        public Jobs {
            if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
                throw new IllegalArgumentException(
                        "proofmark.jobs.lease must be at least three heartbeats: lease %s, heartbeat %s"
                                .formatted(lease, heartbeat));
            }
            if (maxDeaths < 1) {
                throw new IllegalArgumentException("proofmark.jobs.max-deaths must be at least 1, is " + maxDeaths);
            }
        }
    }

    /// Sizes of what a request may carry.
    ///
    /// @param upload bytes of one multipart request
    /// @param json bytes of one JSON body or part
    /// @param elements numbers in one JSON document
    public record Limits(
            @DefaultValue("1GB") DataSize upload,
            @DefaultValue("64MB") DataSize json,
            @DefaultValue("16777216") int elements) {}

    /// The service's own heap: the framework, and tables of generators' multiples, which all proofs share.
    private static final DataSize OWN_HEAP = DataSize.ofMegabytes(128);

    public ProofmarkProperties {
        if (workers < 0 || proverThreads < 0) {
            throw new IllegalArgumentException("proofmark.workers and proofmark.prover-threads must not be negative");
        }
        dataDir = dataDir.toAbsolutePath().normalize();
        artifactDir = artifactDir == null ? dataDir.resolve("artifacts") : artifactDir.toAbsolutePath().normalize();
        memory = memory == null ? defaultMemory(Runtime.getRuntime().maxMemory()) : memory;
        if (memory.toBytes() <= 0) {
            throw new IllegalArgumentException("proofmark.memory must be positive, is " + memory);
        }
        proverThreads = proverThreads == 0 ? Runtime.getRuntime().availableProcessors() : proverThreads;
    }

    static DataSize defaultMemory(long heap) {
        return DataSize.ofBytes(Math.max(heap / 4, (heap - OWN_HEAP.toBytes()) / 4 * 3));
    }

    public boolean apiKeyConfigured() {
        return !apiKey.isBlank();
    }

    @Override
    public String toString() {
        return "ProofmarkProperties[dataDir=%s, artifactDir=%s, workers=%d, proverThreads=%d]"
                .formatted(dataDir, artifactDir, workers, proverThreads);
    }
}
