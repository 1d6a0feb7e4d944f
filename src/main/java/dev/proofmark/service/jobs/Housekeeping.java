package dev.proofmark.service.jobs;

import dev.proofmark.service.jobs.LapsedJobs.Lapsed;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What any node does for all: takes runs from dead nodes, tidies up after jobs that have ended, and what else is to be kept up.
@Component
class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Heartbeat heartbeat;
    private final LapsedJobs lapsed;
    private final EndedJobs ended;
    private final List<Upkeep> upkeep;
    private final JobNames names;

    Housekeeping(Heartbeat heartbeat, LapsedJobs lapsed, EndedJobs ended, List<Upkeep> upkeep, JobNames names) {
        this.heartbeat = heartbeat;
        this.lapsed = lapsed;
        this.ended = ended;
        this.upkeep = upkeep;
        this.names = names;
    }

    /// @return whether there is more to do at once
    boolean round() {
        if (heartbeat.steady()) {
            for (Lapsed job : lapsed.take()) {
                LOG.warn("{} was running when its node died or froze: {}", names.of(job.kind(), job.jobId()),
                        switch (job.status()) {
                            case QUEUED -> "it is started again, alone on its node";
                            case FAILED -> "given up, since nodes died each time that it ran alone";
                            default -> "it had been cancelled";
                        });
            }
        }
        boolean more = ended.tidy() > 0;
        for (Upkeep one : upkeep) {
            more |= one.round();
        }
        return more;
    }
}
