package dev.proofmark.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Models with keys of format 1 under an engine that makes format 2 from one moment on.
@ServiceTest
@DirtiesContext
@TestPropertySource(properties = "proofmark.workers=2") // so that no other test's models are here
class KeyRenewalTest {
    @LocalServerPort
    private int port;

    @Autowired
    private FakeEngine engine;

    @Autowired
    private JdbcClient database;

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

    @AfterEach
    void end() throws Exception {
        if (Files.notExists(gate())) {
            Files.createFile(gate());
        }
        api.get("/v1/models?status=RENEWING&limit=100").expect(200).get("items")
                .forEach(model -> api.delete("/v1/models/" + model.get("id").stringValue()));
    }

    private Path gate() {
        return folder.resolve("gate");
    }

    /// A model whose renewal does not end before the gate is open.
    private String gated() {
        return api.readyModel(FakeEngine.model(0, 0) + "renewGate=" + gate() + "\n");
    }

    private String ask(String model) {
        Api.Answer answer = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}");
        answer.expect(202);
        return answer.header("Location");
    }

    private String prove(String model) {
        String proof = ask(model);
        api.await(proof, Api.status("SUCCEEDED"));
        return proof;
    }

    private JsonNode awaitRenewed(String model) {
        return api.await(model, page -> page.path("keyFormat").intValue(0) == 2);
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private byte[] bytes(String path) {
        Api.Answer answer = api.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.response().body();
    }

    private JsonNode undecided(Api.Answer answer, String what) {
        JsonNode problem = answer.problem(422, "format-not-supported");
        assertThat(problem.get("actual").stringValue()).isEqualTo("a " + what + " of format 1");
        assertThat(problem.get("expected").stringValue()).contains("format 2");
        assertThat(problem.get("detail").stringValue()).contains("A verifier of format 1 decides it");
        return problem;
    }

    @Test
    void aModelIsRegisteredAgainByItselfAndWhatWasProvenStays() {
        String model = api.readyModel(FakeEngine.model(0, 0));
        String proof = prove(model);
        JsonNode before = api.get(model).expect(200);
        String digest = before.at("/digests/key").stringValue();
        byte[] key = bytes(model + "/verification-key");
        byte[] proofBytes = bytes(proof + "/proof");
        byte[] statement = bytes(proof + "/statement");
        List<ArtifactRef> secrets = secrets(model);

        engine.keyFormat(2);
        JsonNode after = awaitRenewed(model);
        assertThat(after.get("status").stringValue()).isEqualTo("READY");
        assertThat(after.has("renewal")).isFalse();
        assertThat(after.at("/digests/key").stringValue()).isNotEqualTo(digest);
        assertThat(bytes(model + "/verification-key")).startsWith("fake-key-2 ".getBytes()).isNotEqualTo(key);

        assertThat(bytes("/v1/verification-keys/" + digest)).isEqualTo(key);
        JsonNode keys = api.get(model + "/verification-keys").expect(200).get("keys");
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.at("/0/key")).isEqualTo(after.at("/digests/key"));
        assertThat(keys.at("/0/format").intValue()).isEqualTo(2);
        assertThat(keys.at("/0/current").booleanValue()).isTrue();
        assertThat(keys.at("/1/key").stringValue()).isEqualTo(digest);
        assertThat(keys.at("/1/verificationKey")).isEqualTo(before.at("/digests/verificationKey"));
        assertThat(keys.at("/1/format").intValue()).isEqualTo(1);
        assertThat(keys.at("/1/current").booleanValue()).isFalse();
        assertThat(keys.at("/1/replacedAt").stringValue()).isNotBlank();

        assertThat(bytes(proof + "/proof")).isEqualTo(proofBytes);
        assertThat(bytes(proof + "/statement")).isEqualTo(statement);
        JsonNode page = api.get(proof).expect(200);
        assertThat(page.get("format").intValue()).isEqualTo(1);
        assertThat(page.at("/digests/key").stringValue()).isEqualTo(digest);
        undecided(api.get("/v1/verify/" + id(proof)), "key");
        undecided(api.post("/v1/verify", new Form().file("key", "k", key).file("proof", "p", proofBytes)), "key");
        undecided(api.post("/v1/verify", new Form().file("key", "k", bytes(model + "/verification-key"))
                .file("proof", "p", proofBytes)), "proof");

        JsonNode fresh = api.get(prove(model)).expect(200);
        assertThat(fresh.get("format").intValue()).isEqualTo(2);
        assertThat(fresh.at("/digests/key")).isEqualTo(after.at("/digests/key"));
        JsonNode verdict = api.get("/v1/verify/" + fresh.get("id").stringValue()).expect(200);
        assertThat(verdict.get("valid").booleanValue()).isTrue();
        assertThat(verdict.at("/digests/key")).isEqualTo(after.at("/digests/key"));
        assertThat(secrets).as("plan and proving key of the old format").hasSize(2).noneMatch(artifacts::present);
        assertThat(secrets(model)).allMatch(artifacts::present);
    }

    private List<ArtifactRef> secrets(String model) {
        return database.sql("select unnest(array[plan_artifact, proving_key_artifact]) from model where id = ?")
                .param(UUID.fromString(id(model))).query(String.class).list().stream().map(ArtifactRef::parse).toList();
    }

    @Test
    void proofsAskedForMeanwhileWaitAndAreMadeUnderTheNewKey() throws Exception {
        String model = gated();
        String digest = api.get(model).expect(200).at("/digests/key").stringValue();
        byte[] key = bytes(model + "/verification-key");
        engine.keyFormat(2);
        JsonNode renewing = api.await(model, page -> page.at("/progress/stage").stringValue("").equals("compile"));
        assertThat(renewing.get("status").stringValue()).isEqualTo("RENEWING");
        assertThat(renewing.get("keyFormat").intValue()).isEqualTo(1);
        assertThat(renewing.at("/renewal/format").intValue()).isEqualTo(2);
        assertThat(renewing.at("/renewal/attempts").intValue()).isEqualTo(1);
        assertThat(renewing.has("finishedAt")).isFalse();
        assertThat(api.get("/v1/models?status=RENEWING&limit=100").text()).contains(id(model));
        assertThat(api.get("/v1/models?status=READY&limit=100").text()).doesNotContain(id(model));

        String proof = ask(model);
        JsonNode waiting = api.get(proof).expect(200);
        assertThat(waiting.get("status").stringValue()).isEqualTo("QUEUED");
        assertThat(waiting.get("stage").stringValue()).isEqualTo("waits for the model's key");
        assertThat(bytes(model + "/verification-key")).as("until there is a new one").isEqualTo(key);
        assertThat(bytes("/v1/verification-keys/" + digest)).isEqualTo(key);

        Files.createFile(gate());
        JsonNode made = api.await(proof, Api.status("SUCCEEDED"));
        assertThat(made.get("format").intValue()).isEqualTo(2);
        assertThat(made.at("/digests/key")).isEqualTo(api.get(model).expect(200).at("/digests/key"));
        assertThat(made.at("/digests/key").stringValue()).isNotEqualTo(digest);
        assertThat(api.get("/v1/verify/" + id(proof)).expect(200).get("valid").booleanValue()).isTrue();
        assertThat(api.get("/v1/models?status=READY&limit=100").text()).contains(id(model));
    }

    /// A proof that is waited for makes its model's renewal the next one.
    @Test
    void theRenewalThatAProofWaitsForComesFirst() throws Exception {
        String running = gated();
        String second = api.readyModel(FakeEngine.model(0, 0));
        String wanted = api.readyModel(FakeEngine.model(0, 0));
        engine.keyFormat(2);
        api.await(running, page -> page.at("/progress/stage").stringValue("").equals("compile"));
        api.await(second, page -> page.at("/progress/queuePosition").intValue(0) == 1);
        assertThat(api.get(wanted).expect(200).at("/progress/queuePosition").intValue()).isEqualTo(2);
        String proof = ask(wanted);
        assertThat(api.get(wanted).expect(200).at("/progress/queuePosition").intValue()).isEqualTo(1);
        Files.createFile(gate());
        api.await(proof, Api.status("SUCCEEDED"));
        awaitRenewed(second);
        assertThat(finished(wanted)).isLessThan(finished(second));
    }

    private String finished(String model) {
        return api.get(model).expect(200).get("finishedAt").stringValue();
    }

    @Test
    void aDeletedModelIsNotRenewedAndKeepsAllItsPublicKeys() throws Exception {
        String renewed = api.readyModel(FakeEngine.model(0, 0));
        String proof = prove(renewed);
        String renewing = gated();
        byte[] key = bytes(renewed + "/verification-key");
        byte[] other = bytes(renewing + "/verification-key");
        String digest = api.get(renewed).expect(200).at("/digests/key").stringValue();
        engine.keyFormat(2);
        awaitRenewed(renewed);
        api.await(renewing, page -> page.at("/progress/stage").stringValue("").equals("compile"));
        String waiting = ask(renewing);
        assertThat(api.delete(renewed).status()).isEqualTo(204);
        assertThat(api.delete(renewing).status()).isEqualTo(204);
        api.await(waiting, page -> List.of("FAILED", "CANCELLED").contains(page.get("status").stringValue()));

        assertThat(api.get(renewed + "/verification-keys").expect(200).get("keys").size()).isEqualTo(2);
        assertThat(bytes("/v1/verification-keys/" + digest)).isEqualTo(key);
        assertThat(bytes(renewing + "/verification-key")).isEqualTo(other);
        JsonNode tombstone = api.get(renewing).expect(200);
        assertThat(tombstone.get("status").stringValue()).isEqualTo("DELETED");
        assertThat(tombstone.get("keyFormat").intValue()).isEqualTo(1);
        assertThat(tombstone.has("renewal")).isFalse();
        assertThat(api.get(proof + "/statement").status()).isEqualTo(200);
        undecided(api.get("/v1/verify/" + id(proof)), "key");
        assertThat(api.delete(proof).status()).isEqualTo(204);
        assertThat(bytes("/v1/verification-keys/" + digest)).as("also when its last proof is removed").isEqualTo(key);
    }

    /// Callers go on asking while one renewal after the other ends: every accepted proof is made, under the new key where it waited.
    @Test
    void noProofIsLostThatIsAskedForWhenARenewalEnds() throws Exception {
        List<String> models = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            models.add(api.readyModel(FakeEngine.model(20, 0)));
        }
        Queue<String> proofs = new ConcurrentLinkedQueue<>();
        engine.keyFormat(2);
        try (ExecutorService callers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> calls = new ArrayList<>();
            for (int caller = 0; caller < 3; caller++) {
                calls.add(callers.submit(() -> {
                    for (int i = 0; i < 60; i++) {
                        Api.Answer answer = api.post(models.get(i % models.size()) + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}");
                        if (answer.status() == 202) {
                            proofs.add(answer.header("Location"));
                        } else {
                            answer.problem(409, "model-not-ready");
                        }
                    }
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
        models.forEach(this::awaitRenewed);
        assertThat(proofs).hasSizeGreaterThan(150);
        for (String proof : proofs) {
            JsonNode made = api.await(proof, page -> page.has("finishedAt"));
            assertThat(made.get("status").stringValue()).as(made.toString()).isEqualTo("SUCCEEDED");
            assertThat(api.get(proof.replace("proofs", "verify")).status()).isEqualTo(made.get("format").intValue() == 2 ? 200 : 422);
        }
    }

    @Test
    void aModelWithAKeyOfThisFormatIsLeftAlone() {
        engine.keyFormat(2);
        String model = api.readyModel(FakeEngine.model(0, 0));
        assertThat(api.get(model).expect(200).get("keyFormat").intValue()).isEqualTo(2);
        assertThat(api.get(model + "/verification-keys").expect(200).get("keys").size()).isEqualTo(1);
        prove(model);
        assertThat(database.sql("select renewals from model where id = ?").param(UUID.fromString(id(model)))
                .query(Integer.class).single()).isZero();
    }
}
