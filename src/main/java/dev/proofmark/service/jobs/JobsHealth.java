package dev.proofmark.service.jobs;

import dev.proofmark.service.platform.ProofmarkProperties;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Health `heartbeat`: down when this node's heartbeat has not reached the job table for the time of a lease.
@Component("heartbeatHealthIndicator")
class JobsHealth implements HealthIndicator {
    private final Heartbeat heartbeat;
    private final Duration lease;

    JobsHealth(Heartbeat heartbeat, ProofmarkProperties properties) {
        this.heartbeat = heartbeat;
        this.lease = properties.jobs().lease();
    }

    @Override
    public Health health() {
        Duration silence = heartbeat.silence();
        return (silence.compareTo(lease) > 0 ? Health.down() : Health.up())
                .withDetail("silenceSeconds", silence.toSeconds()).build();
    }
}
