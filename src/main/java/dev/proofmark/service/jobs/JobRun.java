package dev.proofmark.service.jobs;

import dev.proofmark.service.engine.WorkMonitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A run in progress on this node: what its worker reports and what it is told.
final class JobRun implements WorkMonitor {
    /// Why a run should stop.
    enum Stop {
        NO,
        CANCELLED,
        LEASE_LOST,
        SHUTDOWN
    }

    private final JobClaim claim;
    private final Supplier<String> naming;
    private String name;
    private final Map<String, Long> stageNanos = new LinkedHashMap<>();
    private long stageSince = System.nanoTime();
    private volatile String stage;
    private volatile int percent;
    private volatile Stop stop = Stop.NO;

    /// @param naming gives what the log calls the job; asked once, by the worker
    JobRun(JobClaim claim, Supplier<String> naming) {
        this.claim = claim;
        this.naming = naming;
    }

    synchronized String name() {
        if (name == null) {
            name = naming.get();
        }
        return name;
    }

    JobClaim claim() {
        return claim;
    }

    @Override
    public synchronized void progress(String name, double fraction) {
        if (!name.equals(stage)) {
            closeStage();
            stage = name;
        }
        percent = Math.max(percent, Math.clamp((int) (100 * fraction), 0, 99));
    }

    @Override
    public boolean cancelled() {
        return stop != Stop.NO;
    }

    /// The first reason stays.
    synchronized void stop(Stop reason) {
        if (stop == Stop.NO) {
            stop = reason;
        }
    }

    Stop stopReason() {
        return stop;
    }

    String stage() {
        return stage;
    }

    int percent() {
        return percent;
    }

    synchronized Map<String, Long> stageMillis() {
        closeStage();
        Map<String, Long> millis = new LinkedHashMap<>();
        stageNanos.forEach((name, nanos) -> millis.put(name, nanos / 1_000_000));
        return millis;
    }

    private void closeStage() {
        long now = System.nanoTime();
        if (stage != null) {
            stageNanos.merge(stage, now - stageSince, Long::sum);
        }
        stageSince = now;
    }
}
