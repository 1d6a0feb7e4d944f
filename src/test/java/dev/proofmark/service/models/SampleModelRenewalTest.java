package dev.proofmark.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.Application;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.artifacts.ArtifactStore;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.ServiceTestInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/// The real engine on the sample model, whose files are made to be of the format before this one.
@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"logging.level.root=WARN", "proofmark.warm-up=0s"})
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class SampleModelRenewalTest {
    private static final int BEFORE = Format.VERSION - 1;
    private static final String OLD_DIGEST = "0".repeat(64);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ArtifactStore artifacts;

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SampleModelRenewalTest.class.getResourceAsStream("/sample/" + name)) {
            return in.readAllBytes();
        }
    }

    private ArtifactRef ofFormatBefore(byte[] file) {
        byte[] older = file.clone();
        older[4] = (byte) (BEFORE >>> 8);
        older[5] = (byte) BEFORE;
        return artifacts.store(Protection.OPEN, older);
    }

    /// The stored settings as they were before `publicScalars` was an option.
    private void settingsOfFormat1(UUID model) {
        ArtifactRef stored = ArtifactRef.parse(database.sql("select artifact from model_file where model_id = ? and role = 'SETTINGS'")
                .param(model).query(String.class).single());
        String settings = new String(artifacts.load(stored), StandardCharsets.UTF_8);
        String before = settings.replace("\"publicScalars\":[],", "");
        assertThat(before).isNotEqualTo(settings);
        ArtifactRef older = artifacts.store(Protection.SEALED, before.getBytes(StandardCharsets.UTF_8));
        database.sql("update model_file set artifact = ? where model_id = ? and role = 'SETTINGS'").param(older.toString())
                .param(model).update();
    }

    @Test
    void itIsRegisteredAgainAndItsOldProofIsNotCalledInvalid() throws IOException {
        Api api = new Api(port);
        Api.Answer upload = api.post("/v1/models", new Form().file("model", "credit-scoring.onnx", resource("credit-scoring.onnx"))
                .file("calibration", "calibration.json", resource("calibration.json")));
        upload.expect(202);
        String model = upload.header("Location");
        JsonNode first = api.await(model, Api.status("READY"));
        assertThat(first.get("keyFormat").intValue()).isEqualTo(Format.VERSION);
        String old = prove(api, model);
        UUID modelId = UUID.fromString(first.get("id").stringValue());
        settingsOfFormat1(modelId);
        ArtifactRef oldKey = ofFormatBefore(api.get(model + "/verification-key").response().body());
        ArtifactRef oldProof = ofFormatBefore(api.get(old + "/proof").response().body());
        database.sql("update proof set proof_artifact = ?, key_format = ? where model_id = ?")
                .param(oldProof.toString()).param(BEFORE).param(modelId).update();
        database.sql("update model set verification_key_artifact = ?, key_digest = ?, key_format = ?, sought_format = ? where id = ?")
                .param(oldKey.toString()).param(OLD_DIGEST).param(BEFORE).param(BEFORE).param(modelId).update();

        JsonNode renewed = api.await(model, page -> page.get("keyFormat").intValue() == Format.VERSION);
        assertThat(renewed.get("status").stringValue()).isEqualTo("READY");
        assertThat(renewed.at("/digests/key")).as("the same files, options and seed give the same key").isEqualTo(first.at("/digests/key"));
        byte[] key = api.get("/v1/verification-keys/" + OLD_DIGEST).response().body();
        assertThat(key[5]).isEqualTo((byte) BEFORE);

        String stored = old.replace("proofs", "verify");
        assertThat(api.get(stored).problem(422, "format-not-supported").get("actual").stringValue())
                .isEqualTo("a verification key of format " + BEFORE);
        byte[] proof = api.get(old + "/proof").response().body();
        api.post("/v1/verify", new Form().file("key", "k", key).file("proof", "p", proof)).problem(422, "format-not-supported");
        byte[] newKey = api.get(model + "/verification-key").response().body();
        assertThat(api.post("/v1/verify", new Form().file("key", "k", newKey).file("proof", "p", proof))
                .problem(422, "format-not-supported").get("actual").stringValue()).isEqualTo("a proof of format " + BEFORE);
        proof[0] ^= 1;
        assertThat(api.post("/v1/verify", new Form().file("key", "k", newKey).file("proof", "p", proof)).expect(200)
                .get("reasonCode").stringValue()).as("what is no proof at all").isEqualTo("malformed");

        String fresh = prove(api, model);
        assertThat(api.get(fresh.replace("proofs", "verify")).expect(200).get("valid").booleanValue()).isTrue();
    }

    private static String prove(Api api, String model) throws IOException {
        Api.Answer answer = api.post(model + "/proofs", "application/json", resource("applicant.json"));
        answer.expect(202);
        api.await(answer.header("Location"), Api.status("SUCCEEDED"));
        return answer.header("Location");
    }
}
