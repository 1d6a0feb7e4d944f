package dev.proofmark.service.jobs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Jobs that have ended, on whatever node and in whatever way, and whose leftovers are still there.
///
/// A mark in the job's row tells them, so that nothing is forgotten when a process dies and history is never read.
@Component
class EndedJobs {
    private static final int BATCH = 100;

    private final JdbcClient database;
    private final Map<JobKind, JobHandler> handlers;

    EndedJobs(JdbcClient database, List<JobHandler> handlers) {
        this.database = database;
        this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
    }

    private record Ended(long id, JobKind kind) {}

    /// Lets the handlers of some of them tidy up; returns of how many, so 0 when all is tidy.
    @Transactional
    public int tidy() {
        List<Ended> ended = database.sql("""
                        select id, kind from job where finished_at is not null and tidied_at is null
                        order by id limit %d for update skip locked""".formatted(BATCH))
                .query((row, number) -> new Ended(row.getLong(1), JobKind.valueOf(row.getString(2))))
                .list();
        if (ended.isEmpty()) {
            return 0;
        }
        ended.stream().collect(Collectors.groupingBy(Ended::kind, Collectors.mapping(Ended::id, Collectors.toList())))
                .forEach((kind, ids) -> handlers.get(kind).tidy(ids));
        database.sql("update job set tidied_at = clock_timestamp() where id in (:ids)")
                .param("ids", ended.stream().map(Ended::id).toList())
                .update();
        return ended.size();
    }
}
