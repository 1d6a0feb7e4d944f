package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// The heartbeat while requests hold every connection that they may have, and what the log tells of the job that it keeps.
@ServiceTest
@TestPropertySource(properties = "logging.level.dev.proofmark.service.jobs=INFO")
@ExtendWith(OutputCaptureExtension.class)
class HeartbeatTest {
    @LocalServerPort
    private int port;

    @Autowired
    private DataSource shared;

    @Autowired
    private JdbcClient database;

    @Test
    void requestsThatHoldEveryConnectionDoNotStopIt() throws Exception {
        Api api = new Api(port);
        String model = api.readyModel(FakeEngine.model(0, 600_000));
        String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(proof, Api.status("RUNNING"));
        List<Connection> held = new ArrayList<>();
        try {
            int most = shared.unwrap(HikariDataSource.class).getMaximumPoolSize();
            while (held.size() < most) {
                held.add(shared.getConnection());
            }
            String before = leaseOf(held.getFirst());
            Await.until("the lease to be renewed", () -> leaseOf(held.getFirst()), lease -> !lease.equals(before));
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
            api.delete(proof);
        }
        api.await(proof, Api.status("CANCELLED"));
    }

    private static String leaseOf(Connection connection) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("select lease_until from job where status = 'RUNNING'")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void theLogCallsAJobByTheIdThatItsClientKnows(CapturedOutput output) {
        Api api = new Api(port);
        String model = api.readyModel(FakeEngine.model(0, 0));
        String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(proof, Api.status("SUCCEEDED"));
        String job = database.sql("select job_id from proof where id = cast(? as uuid)").param(id(proof)).query(String.class).single();
        Await.until("the log", output::getAll, log -> log.contains("SUCCEEDED: proof " + id(proof) + " (job " + job + ")"));
        assertThat(output.getAll()).contains("Started: proof " + id(proof), "Started: model " + id(model), "SUCCEEDED: model " + id(model));
    }

    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
