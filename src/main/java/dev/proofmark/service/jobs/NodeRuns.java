package dev.proofmark.service.jobs;

import dev.proofmark.service.platform.ProofmarkProperties;
import java.util.ArrayList;
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
///
/// **What nobody asked for comes last**: keys are renewed one at a time on a node, so that with several workers the others are
/// there for users, and only where no other job is due; but one after [#MOST_PASSED] others at the latest.
@Component
class NodeRuns {
    static final int MOST_PASSED = 8;

    private final JobLeases leases;
    private final JobNames names;
    private final long budgetBytes;
    private final String owner = UUID.randomUUID().toString();
    private final Set<JobRun> runs = ConcurrentHashMap.newKeySet();
    private final Map<JobKind, Long> served = new EnumMap<>(JobKind.class);
    private long turn;
    private int passed;

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
            passed = run.claim().kind() == JobKind.RENEW_KEY ? 0 : passed + 1;
        });
        return claimed;
    }

    synchronized void ended(JobRun run) {
        runs.remove(run);
    }

    private List<JobKind> order() {
        List<JobKind> order = new ArrayList<>(Stream.of(JobKind.values())
                .filter(kind -> kind != JobKind.RENEW_KEY)
                .sorted(Comparator.comparingLong(this::running).thenComparing(kind -> served.getOrDefault(kind, 0L)))
                .toList());
        if (running(JobKind.RENEW_KEY) == 0) {
            order.add(passed >= MOST_PASSED ? 0 : order.size(), JobKind.RENEW_KEY);
        }
        return order;
    }

    private long running(JobKind kind) {
        return runs.stream().filter(run -> run.claim().kind() == kind).count();
    }
}
