package dev.proofmark.service.jobs;

import dev.proofmark.service.platform.ProofmarkProperties;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What runs on this node, and what it takes on next.
///
/// **Fair between kinds**: served first is the kind of which the fewest jobs run here, and among equals the one that was
/// served least recently. So a kind with a long queue never keeps another from its share of the workers.
@Component
class NodeRuns {
    private final JobLeases leases;
    private final JobNames names;
    private final long budgetBytes;
    private final String owner = UUID.randomUUID().toString();
    private final Set<JobRun> runs = ConcurrentHashMap.newKeySet();
    private final Map<JobKind, Long> served = new EnumMap<>(JobKind.class);
    private long turn;

    NodeRuns(JobLeases leases, JobNames names, ProofmarkProperties properties) {
        this.leases = leases;
        this.names = names;
        this.budgetBytes = properties.memory().toBytes();
    }

    String owner() {
        return owner;
    }

    long budgetBytes() {
        return budgetBytes;
    }

    Set<JobRun> all() {
        return runs;
    }

    /// One worker claims at a time, so that no two of them count the same memory as free.
    synchronized Optional<JobRun> claim() {
        if (runs.stream().anyMatch(run -> run.claim().alone())) {
            return Optional.empty();
        }
        long used = runs.stream().mapToLong(run -> run.claim().memoryBytes()).sum();
        NodeRoom room = new NodeRoom(budgetBytes, budgetBytes - used, runs.isEmpty(), order());
        Optional<JobRun> claimed = leases.claim(owner, room)
                .map(claim -> new JobRun(claim, () -> names.of(claim.kind(), claim.jobId())));
        claimed.ifPresent(run -> {
            runs.add(run);
            served.put(run.claim().kind(), ++turn);
        });
        return claimed;
    }

    synchronized void ended(JobRun run) {
        runs.remove(run);
    }

    private List<JobKind> order() {
        return Stream.of(JobKind.values())
                .sorted(Comparator.comparingLong(this::running).thenComparing(kind -> served.getOrDefault(kind, 0L)))
                .toList();
    }

    private long running(JobKind kind) {
        return runs.stream().filter(run -> run.claim().kind() == kind).count();
    }
}
