package dev.proofmark.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.jobs.JobQueue;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;

/// Keys of format 1 that cannot be renewed, for all the reasons that there are.
@ServiceTest
@DirtiesContext
@TestPropertySource(properties = "proofmark.workers=2") // so that no other test's models are here
class FailedRenewalTest {
    @LocalServerPort
    private int port;

    @Autowired
    private FakeEngine engine;

    @Autowired
    private ModelRepository models;

    @Autowired
    private JobQueue jobs;

    @Autowired
    private JdbcClient database;

    @Autowired
    private EntityManager entities;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ArtifactStore artifacts;

    @TempDir
    private Path folder;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(port);
        engine.keyFormat(1);
    }

    private Api.Answer ask(String model) {
        return api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}");
    }

    private static UUID id(String location) {
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    /// What another node does when it starts.
    private void startAnother() {
        KeyRenewals other = new KeyRenewals(engine, models, jobs, database, entities, transactions);
        boolean more = true;
        while (more) {
            more = other.round();
        }
    }

    private JsonNode awaitOutdated(String model, int attempts) {
        return api.await(model, page -> page.get("status").stringValue().equals("OUTDATED")
                && page.at("/renewal/attempts").intValue() == attempts);
    }

    @Test
    void theModelStaysAsFarAsItCanAndALaterStartTriesAgainAFewTimes() throws Exception {
        String model = api.readyModel(FakeEngine.model(0, 0) + "failRenewal=1\nrenewGate=" + folder.resolve("gate") + "\n");
        String proof = ask(model).header("Location");
        api.await(proof, Api.status("SUCCEEDED"));
        byte[] key = api.get(model + "/verification-key").response().body();
        JsonNode digests = api.get(model).expect(200).get("digests");
        engine.keyFormat(2);
        api.await(model, Api.status("RENEWING"));
        Api.Answer waiting = ask(model);
        waiting.expect(202);
        Files.createFile(folder.resolve("gate"));

        JsonNode failed = awaitOutdated(model, 1);
        assertThat(failed.at("/problem/code").stringValue()).isEqualTo("work-failed");
        assertThat(failed.at("/renewal/triedAgain").booleanValue()).isTrue();
        assertThat(failed.get("keyFormat").intValue()).isEqualTo(1);
        assertThat(failed.get("digests")).isEqualTo(digests);
        assertThat(api.get("/v1/models?status=OUTDATED&limit=100").text()).contains(id(model).toString());
        JsonNode lost = api.await(waiting.header("Location"), Api.status("FAILED"));
        assertThat(lost.at("/problem/code").stringValue()).isEqualTo("key-outdated");

        Api.Answer refused = ask(model);
        JsonNode problem = refused.problem(409, "key-outdated");
        assertThat(problem.get("actual").stringValue()).isEqualTo("OUTDATED");
        assertThat(refused.header("Retry-After")).as("it would be refused again").isNull();
        assertThat(api.get(model + "/verification-key").response().body()).isEqualTo(key);
        assertThat(api.get(proof + "/proof").status()).isEqualTo(200);
        assertThat(api.get(proof + "/statement").status()).isEqualTo(200);
        api.get("/v1/verify/" + id(proof)).problem(422, "format-not-supported");

        for (int attempt = 2; attempt <= KeyRenewals.MOST_ATTEMPTS; attempt++) {
            startAnother();
            awaitOutdated(model, attempt);
        }
        startAnother();
        JsonNode givenUp = awaitOutdated(model, KeyRenewals.MOST_ATTEMPTS);
        assertThat(givenUp.at("/renewal/triedAgain").booleanValue()).isFalse();
        assertThat(database.sql("select count(*) from job where kind = 'RENEW_KEY' and status in ('QUEUED', 'RUNNING')")
                .query(Long.class).single()).isZero();

        engine.keyFormat(3);
        assertThat(awaitOutdated(model, 1).at("/renewal/format").intValue()).as("the next upgrade").isEqualTo(3);
        assertThat(api.delete(model).status()).isEqualTo(204);
        assertThat(api.get(model + "/verification-key").response().body()).isEqualTo(key);
    }

    @Test
    void aModelWhoseUploadIsNotStoredSaysThatItIsToBeUploadedAgain() {
        String model = api.readyModel(FakeEngine.model(0, 0));
        database.sql("delete from model_file where model_id = ? and role = 'MODEL'").param(id(model)).update();
        engine.keyFormat(2);
        JsonNode problem = awaitOutdated(model, 1).get("problem");
        assertThat(problem.get("code").stringValue()).isEqualTo("upload-missing");
        assertThat(problem.get("detail").stringValue()).contains("upload it again");
        assertThat(problem.get("actual").stringValue()).contains("SETTINGS");
    }

    @Test
    void aModelWhoseUploadIsLostOnDiskNamesTheFileAndSaysWhatToDo() {
        String model = api.readyModel(FakeEngine.model(0, 0));
        ArtifactRef file = ArtifactRef.parse(database.sql("select artifact from model_file where model_id = ? and role = 'MODEL'")
                .param(id(model)).query(String.class).single());
        artifacts.erase(file);
        engine.keyFormat(2);
        JsonNode problem = awaitOutdated(model, 1).get("problem");
        assertThat(problem.get("code").stringValue()).isEqualTo("artifact-damaged");
        assertThat(problem.get("detail").stringValue()).contains("upload it again").contains("model file of model " + id(model));
        assertThat(problem.get("expected").stringValue()).isEqualTo(file.toString());
    }

    @Test
    void aModelThatFitsIntoNoNodeSaysSo() {
        String model = api.readyModel(FakeEngine.model(0, 0));
        database.sql("update job set memory_bytes = 1000000000000000 where id = (select job_id from model where id = ?)")
                .param(id(model)).update();
        engine.keyFormat(2);
        assertThat(awaitOutdated(model, 1).at("/problem/code").stringValue()).isEqualTo("insufficient-memory");
    }
}
