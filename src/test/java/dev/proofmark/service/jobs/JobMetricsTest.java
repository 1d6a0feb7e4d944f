package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class JobMetricsTest {
    @LocalServerPort
    private int port;

    private Api api;

    @Test
    void workIsCountedByKindAndOutcomeAndItsStagesAreTimed() {
        api = new Api(port);
        String ended = "proofmark_jobs_ended_total{kind=\"prove\",outcome=\"%s\"}";
        double before = value(ended.formatted("succeeded"));
        double failed = value(ended.formatted("failed"));
        double stages = value("proofmark_stage_seconds_count{kind=\"prove\",stage=\"commit\"}");
        String model = api.readyModel(FakeEngine.model(0, 0));
        prove(model, "", "SUCCEEDED");
        prove(model, "refuse", "FAILED");
        awaitMore(ended.formatted("succeeded"), before);
        awaitMore(ended.formatted("failed"), failed);
        awaitMore("proofmark_stage_seconds_count{kind=\"prove\",stage=\"commit\"}", stages);
    }

    @Test
    void queueAndMemoryAreShown() {
        api = new Api(port);
        for (String name : new String[] {"proofmark_queue_jobs{kind=\"prove\"}", "proofmark_queue_age_seconds{kind=\"prove\"}",
            "proofmark_jobs_running{kind=\"prove\"}", "proofmark_memory_bytes", "proofmark_memory_limit_bytes",
            "proofmark_http_memory_bytes", "proofmark_http_memory_limit_bytes"}) {
            assertThat(value(name)).as(name).isNotNegative();
        }
        assertThat(value("proofmark_memory_limit_bytes")).isPositive();
    }

    private void prove(String model, String context, String status) {
        String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"" + context + "\"}")
                .header("Location");
        api.await(proof, Api.status(status));
    }

    /// The row that shows the end is committed just before it is counted.
    private void awaitMore(String name, double before) {
        long deadline = System.nanoTime() + 180_000_000_000L;
        while (value(name) <= Math.max(before, 0) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(value(name)).as(name).isGreaterThan(Math.max(before, 0));
    }

    /// The figure of that name, -1 where there is none.
    private double value(String name) {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(api.get("/actuator/prometheus").text());
        return line.find() ? Double.parseDouble(line.group(1)) : -1;
    }
}
