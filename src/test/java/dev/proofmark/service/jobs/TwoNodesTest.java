package dev.proofmark.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.TestDatabase;
import dev.proofmark.service.testing.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Nodes in processes of their own that are killed and frozen in the middle of their work.
class TwoNodesTest {
    @TempDir
    private Path folder;

    private String database;

    @Test
    void nothingIsLostOrDoubledWhenANodeIsKilledOrFrozen() throws Exception {
        database = TestDatabase.fresh();
        Map<String, String> shared = Map.of("spring.datasource.url", database, "spring.datasource.username", "postgres",
                "proofmark.data-dir", folder.resolve("data").toString());
        TestNode[] nodes = {TestNode.start(folder.resolve("0"), shared), TestNode.start(folder.resolve("1"), shared)};
        try {
            String model = nodes[0].api().readyModel(gated());
            nodes[1].api();
            killedInTheMiddleOfAProof(nodes, shared, model);
            String quick = nodes[0].api().readyModel(FakeEngine.model(0, 150));
            sharedWork(nodes, quick);
            frozenPastTheLease(nodes, model);
            for (TestNode node : nodes) {
                node.api().await(prove(node.api(), quick, "as good as before"), Api.status("SUCCEEDED"));
            }
            cancelledAndHandedOver(nodes);
        } finally {
            for (TestNode node : nodes) {
                node.close();
            }
        }
    }

    private void killedInTheMiddleOfAProof(TestNode[] nodes, Map<String, String> shared, String model) throws Exception {
        String proof = prove(nodes[0].api(), model, "killed");
        int killed = whoProves("killed", nodes);
        Api other = nodes[1 - killed].api();
        nodes[killed].kill();
        lapse(proof);
        open();
        JsonNode done = other.await(proof, Api.status("SUCCEEDED"));
        assertThat(done.at("/outputs/y/values/0").doubleValue()).isEqualTo(6);
        assertThat(attempts(proof)).isEqualTo(2);
        assertThat(count("prove-end killed", nodes)).isEqualTo(1);
        assertThat(other.get("/v1/verify/" + id(proof)).expect(200).get("valid").booleanValue()).isTrue();
        nodes[killed] = TestNode.start(folder.resolve(String.valueOf(killed)), shared);
        nodes[killed].api();
    }

    private void sharedWork(TestNode[] nodes, String quick) throws Exception {
        List<String> many = new ArrayList<>();
        Await.until("work done by both nodes", () -> {
            for (int i = 0; i < 12; i++) {
                many.add(prove(nodes[i % 2].api(), quick, "many-" + many.size()));
            }
            nodes[0].api().await(many.getLast(), Api.status("SUCCEEDED"));
            return Arrays.stream(nodes).filter(TwoNodesTest::provedMany).count();
        }, working -> working == 2);
        for (int i = 0; i < many.size(); i++) {
            nodes[0].api().await(many.get(i), Api.status("SUCCEEDED"));
            assertThat(count("prove-begin many-" + i, nodes)).isEqualTo(1);
            assertThat(attempts(many.get(i))).isEqualTo(1);
        }
    }

    private void frozenPastTheLease(TestNode[] nodes, String model) throws Exception {
        Files.delete(gate());
        String proof = prove(nodes[0].api(), model, "frozen");
        int frozen = whoProves("frozen", nodes);
        Api free = nodes[1 - frozen].api();
        nodes[frozen].freeze();
        lapse(proof);
        open();
        JsonNode byTheOther;
        try {
            byTheOther = free.await(proof, Api.status("SUCCEEDED"));
        } finally {
            nodes[frozen].wake();
        }
        assertThat(attempts(proof)).isEqualTo(2);
        awaitText("lease is lost", () -> nodes[frozen].log());
        assertThat(free.get(proof).expect(200)).isEqualTo(byTheOther);
        assertThat(free.get("/v1/verify/" + id(proof)).expect(200).get("valid").booleanValue()).isTrue();
    }

    private void cancelledAndHandedOver(TestNode[] nodes) throws Exception {
        String slow = nodes[0].api().readyModel(FakeEngine.model(0, FakeEngine.UNTIL_CANCELLED));
        String cancelled = prove(nodes[0].api(), slow, "cancel-me");
        Api idle = nodes[1 - whoProves("cancel-me", nodes)].api();
        assertThat(idle.delete(cancelled).status()).isEqualTo(202);
        idle.await(cancelled, Api.status("CANCELLED"));

        String handed = prove(idle, slow, "handed-over");
        int stopping = whoProves("handed-over", nodes);
        TestNode heir = nodes[1 - stopping];
        nodes[stopping].close();
        awaitText("prove-begin handed-over", () -> String.join("\n", heir.journal()));
        assertThat(deaths(handed)).as("an orderly stop gives the work back, no node died").isZero();
        heir.api().delete(handed);
    }

    @Test
    void anEmbeddedNodeKilledInTheMiddleOfAProofFinishesItAfterItsRestart() throws Exception {
        // long for a heartbeat of 300 ms to come too late, short to wait for after the kill
        Map<String, String> own = Map.of("proofmark.data-dir", folder.resolve("data").toString(), "proofmark.jobs.lease", "30s");
        TestNode node = TestNode.start(folder.resolve("single"), own);
        try {
            String model = node.api().readyModel(gated());
            String proof = prove(node.api(), model, "embedded");
            String queued = prove(node.api(), model, "queued");
            TestNode first = node;
            awaitText("prove-begin embedded", () -> String.join("\n", first.journal()));
            node.kill();
            open();
            node = TestNode.start(folder.resolve("single"), own);
            JsonNode done = node.api().await(proof, Api.status("SUCCEEDED"));
            assertThat(done.at("/outputs/y/values/0").doubleValue()).isEqualTo(6);
            node.api().await(queued, Api.status("SUCCEEDED"));
            assertThat(node.log()).contains("left behind");
            assertThat(node.journal()).filteredOn(line -> line.equals("prove-end embedded")).hasSize(1);
            assertThat(node.journal()).filteredOn(line -> line.equals("prove-end queued")).hasSize(1);
        } finally {
            node.close();
        }
    }

    private static String prove(Api api, String model, String context) {
        Api.Answer answer = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"" + context + "\"}");
        answer.expect(202);
        return answer.header("Location");
    }

    /// A model whose proofs do not end before the gate is open.
    private String gated() {
        return FakeEngine.model(0, 0) + "gate=" + gate() + "\n";
    }

    private Path gate() {
        return folder.resolve("gate");
    }

    private void open() throws IOException {
        Files.createFile(gate());
    }

    /// Ends the lease of a node that does not renew it.
    private void lapse(String proof) throws Exception {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                PreparedStatement update =
                        connection.prepareStatement("update job set lease_until = clock_timestamp() - interval '1 second'"
                                + " where status = 'RUNNING' and id = (select job_id from proof where id = ?)")) {
            update.setObject(1, id(proof));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static int whoProves(String context, TestNode... nodes) {
        return Await.until("a proof of " + context, () -> {
            for (int i = 0; i < nodes.length; i++) {
                if (nodes[i].journal().contains("prove-begin " + context)) {
                    return i;
                }
            }
            return -1;
        }, node -> node >= 0);
    }

    private static boolean provedMany(TestNode node) {
        try {
            return node.journal().stream().anyMatch(line -> line.startsWith("prove-end many"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitText(String text, Callable<String> source) {
        Await.until("'" + text + "'", source, seen -> seen.contains(text));
    }

    private static long count(String line, TestNode... nodes) throws IOException {
        long count = 0;
        for (TestNode node : nodes) {
            count += node.journal().stream().filter(line::equals).count();
        }
        return count;
    }

    private int attempts(String proof) throws Exception {
        return number(proof, "attempt");
    }

    private int number(String proof, String column) throws Exception {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                PreparedStatement query = connection.prepareStatement(
                        "select " + column + " from job where id = (select job_id from proof where id = ?)")) {
            query.setObject(1, id(proof));
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private int deaths(String proof) throws Exception {
        return number(proof, "deaths + case when alone then 1 else 0 end");
    }

    private static UUID id(String location) {
        return UUID.fromString(location.substring("/v1/proofs/".length()));
    }
}
