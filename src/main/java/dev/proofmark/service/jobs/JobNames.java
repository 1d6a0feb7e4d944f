package dev.proofmark.service.jobs;

import dev.proofmark.service.errors.Redacted;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What jobs are called in the log: by the ids that clients know, beside the row's own.
@Component
class JobNames {
    private static final Logger LOG = LoggerFactory.getLogger(JobNames.class);

    private final Map<JobKind, JobHandler> handlers = new EnumMap<>(JobKind.class);

    JobNames(List<JobHandler> handlers) {
        handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
    }

    /// Such as `proof 6f0c8c9e-6c1b-4f0e-9d5e-0f6d0c1f2a3b (job 17)`; `job 17` alone where the database does not tell more now.
    String of(JobKind kind, long jobId) {
        String job = "job " + jobId;
        try {
            return handlers.get(kind).order(jobId).map(order -> order + " (" + job + ")").orElse(job);
        } catch (RuntimeException e) {
            LOG.debug("The order of {} is not told", job, Redacted.of(e));
            return job;
        }
    }
}
