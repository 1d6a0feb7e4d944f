package dev.proofmark.service.engine;

import dev.proofmark.proving.prover.ProvingListener;

/// A work monitor in the prover's words: the prover's share of the whole work begins at `from` and ends at `to`.
record MonitoredProving(WorkMonitor monitor, double from, double to) implements ProvingListener {
    @Override
    public void stage(String name, int percent) {
        monitor.progress(name, from + (to - from) * percent / 100);
    }

    @Override
    public boolean cancelled() {
        return monitor.cancelled();
    }
}
