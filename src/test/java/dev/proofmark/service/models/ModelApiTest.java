package dev.proofmark.service.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Answer;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ModelApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private ProofmarkProperties properties;

    @Autowired
    private JdbcClient database;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(port);
    }

    @Test
    void anUploadIsAcceptedCompiledAndShown() {
        Answer answer = api.post("/v1/models", new Form()
                .file("model", "dir/net.onnx", FakeEngine.model(30, 0))
                .file("externalData", "weights.bin", new byte[] {1, 2, 3})
                .file("calibration", "c.json", "{\"samples\": [{\"inputs\": {\"x\": [[1, 2, 3]]}}, {\"input_data\": [[1, 2, 3]]}]}")
                .field("options", "{\"precision\": \"high\", \"shapes\": {\"x\": [1, 3]}, \"seed\": \"a seed for this test only\"}"));
        JsonNode accepted = answer.expect(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/models/" + accepted.get("id").stringValue());
        assertThat(accepted.get("status").stringValue()).isEqualTo("COMPILING");

        JsonNode ready = api.await(answer.header("Location"), Api.status("READY"));
        assertThat(ready.get("name").stringValue()).isEqualTo("net.onnx");
        assertThat(ready.at("/inputs/0").toString())
                .isEqualTo("{\"name\":\"x\",\"type\":\"float32\",\"shape\":[1,3],\"range\":[-10.0,10.0]}");
        assertThat(ready.at("/outputs/0/shape").toString()).isEqualTo("[1,1]");
        assertThat(ready.at("/accuracy/maxError").doubleValue()).isEqualTo(0.25);
        assertThat(ready.at("/accuracy/samples").intValue()).isEqualTo(2);
        assertThat(ready.at("/circuit/lookups").intValue()).isEqualTo(1);
        assertThat(ready.at("/predictedCost/proofBytes").intValue()).isEqualTo(100);
        assertThat(ready.at("/progress/percent").intValue()).isEqualTo(100);
        assertThat(ready.at("/digests/model").stringValue()).hasSize(64);

        Answer key = api.get(answer.header("Location") + "/verification-key");
        assertThat(key.status()).isEqualTo(200);
        assertThat(key.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(key.text()).isEqualTo("fake-key " + ready.at("/digests/key").stringValue());
        assertThat(key.header("ETag")).isEqualTo("\"" + ready.at("/digests/verificationKey").stringValue() + "\"");
    }

    @Test
    void theSameSeedGivesTheSameKeyAndAFreshSeedAnother() {
        String keyOfOneSeed = keyOf(new Form().file("model", "m.onnx", FakeEngine.model(0, 0)).field("options", "{\"seed\": \"s\"}"));
        String again = keyOf(new Form().file("model", "m.onnx", FakeEngine.model(0, 0)).field("options", "{\"seed\": \"s\"}"));
        String fresh = keyOf(new Form().file("model", "m.onnx", FakeEngine.model(0, 0)));
        String fresher = keyOf(new Form().file("model", "m.onnx", FakeEngine.model(0, 0)));
        assertThat(again).isEqualTo(keyOfOneSeed);
        assertThat(keyOf(new Form().file("model", "m.onnx", FakeEngine.model(0, 0)).field("options", "{\"seed\": 42}")))
                .isEqualTo(keyOf(new Form().file("model", "m.onnx", FakeEngine.model(0, 0)).field("options", "{\"seed\": \"42\"}")));
        assertThat(fresh).isNotEqualTo(keyOfOneSeed).isNotEqualTo(fresher);
    }

    @Test
    void aGuessableSeedIsWarnedOf() {
        Form form = new Form().file("model", "m.onnx", FakeEngine.model(0, 0)).field("options", "{\"seed\": \"short\"}");
        JsonNode ready = api.await(api.post("/v1/models", form).header("Location"), Api.status("READY"));
        assertThat(ready.at("/warnings/0").stringValue()).contains("seed is short");
        assertThat(ready.toString()).doesNotContain("\"short\"");
    }

    private String keyOf(Form form) {
        String location = api.post("/v1/models", form).header("Location");
        return api.await(location, Api.status("READY")).at("/digests/key").stringValue();
    }

    @Test
    void aModelThatCannotBeProvenIsRefusedWithEveryFinding() {
        JsonNode problem = api.post("/v1/models", new Form().file("model", "m.onnx", "no model at all"))
                .problem(422, "model-rejected");
        assertThat(problem.get("problems")).hasSize(2);
        assertThat(problem.at("/problems/0/node").stringValue()).isEqualTo("n1");
        assertThat(problem.at("/problems/1/operator").stringValue()).isEqualTo("Cast");
        assertThat(problem.at("/problems/1/expected").stringValue()).isEqualTo("float32");
    }

    @Test
    void aMissingRangeSaysHowToGiveOne() {
        JsonNode problem = api.post("/v1/models", new Form().file("model", "m.onnx", "fake=1\nshape=1,3\n"))
                .problem(422, "model-rejected");
        assertThat(problem.at("/problems/0/expected").stringValue()).contains("inputRanges").contains("calibration");
    }

    @Test
    void partsAreChecked() {
        api.post("/v1/models", new Form().field("options", "{}")).problem(400, "missing-part");
        api.post("/v1/models", new Form().file("model", "m", "x").field("color", "red")).problem(400, "unexpected-part");
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0)).file("model", "m", FakeEngine.model(0, 0)))
                .problem(400, "unexpected-part");
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0))
                .file("externalData", "a", "1").file("externalData", "a", "2")).problem(400, "unexpected-part");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{\"shapes\": [1]} ~ invalid-options",
        "{\"shapes\": {\"x\": [1, 0]}} ~ invalid-options",
        "{\"shapes\": {\"x\": [1.5]}} ~ invalid-options",
        "{\"inputRanges\": {\"x\": [1]}} ~ invalid-options",
        "{\"publicScalars\": \"x\"} ~ invalid-options",
        "{\"publicScalars\": [1]} ~ invalid-options",
        "{\"inputRanges\": {\"x\": [2, 1]}} ~ invalid-options",
        "{\"inputRanges\": {\"x\": [0, 1e999]}} ~ invalid-options",
        "{\"precision\": \"highest\"} ~ invalid-options",
        "{\"outputVisibility\": 1} ~ invalid-options",
        "{\"colour\": 1} ~ invalid-options",
        "[] ~ invalid-options",
        "{\"seed\": \"a\", \"seed\": \"b\"} ~ malformed-json",
        "{ ~ malformed-json",
        "{} {} ~ malformed-json",
    })
    void optionsAreChecked(String options, String code) {
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0)).field("options", options))
                .problem(code.startsWith("invalid") ? 422 : 400, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "null", "{}",
        "{\"shapes\": null, \"inputRanges\": null, \"precision\": null, \"outputVisibility\": null, \"seed\": null}",
        "{\"shapes\": {}, \"inputRanges\": {}, \"precision\": \"\", \"outputVisibility\": \"\", \"seed\": \"\"}",
        "{\"shapes\": {\"x\": null}, \"inputRanges\": {\"x\": null}, \"publicScalars\": null}",
        "{\"publicScalars\": []}",
    })
    void whatIsNullOrEmptyInTheOptionsIsAbsent(String options) {
        JsonNode model = api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0)).field("options", options))
                .expect(202);
        assertThat(model.at("/inputs/0/range").toString()).isEqualTo("[-10.0,10.0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", " null\n"})
    void emptyPartsAreAbsent(String empty) {
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0)).field("options", empty)
                .field("calibration", empty).field("externalData", "").file("externalData", "", "")).expect(202);
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0)).file("options", "o.json", "")
                .file("calibration", "c.json", "")).expect(202);
        api.post("/v1/models", new Form().file("model", "", "").field("options", empty)).problem(400, "missing-part");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{\"samples\": []} ~ 422 ~ invalid-calibration",
        "{} ~ 422 ~ invalid-calibration",
        "{\"sample\": []} ~ 422 ~ invalid-calibration",
        "{\"samples\": [{\"inputs\": {\"x\": [NaN]}}]} ~ 422 ~ input-not-a-number",
        "{\"samples\": [{\"inputs\": {\"x\": [1, [2]]}}]} ~ 422 ~ input-shape",
        "{\"samples\": [{}]} ~ 422 ~ input-missing",
        "{\"samples\": [{\"inputs\": {\"x\": [1]} ~ 400 ~ malformed-json",
    })
    void calibrationIsChecked(String calibration, int status, String code) {
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0)).field("calibration", calibration))
                .problem(status, code);
    }

    @Test
    void refusedUploadsLeaveNothingBehind() {
        int before = database.sql("select count(*) from job").query(Integer.class).single();
        api.post("/v1/models", new Form().file("model", "m", "no model")).problem(422, "model-rejected");
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0)).field("options", "1"))
                .problem(422, "invalid-options");
        assertThat(database.sql("select count(*) from job").query(Integer.class).single()).isEqualTo(before);
    }

    @Test
    void aFailedRegistrationTellsThatAndNoSecret() {
        String location = api.post("/v1/models",
                new Form().file("model", "m", FakeEngine.model(0, 0) + "fail=31337\n")).header("Location");
        JsonNode failed = api.await(location, Api.status("FAILED"));
        assertThat(failed.at("/problem/code").stringValue()).isEqualTo("work-failed");
        assertThat(failed.toString()).doesNotContain("31337");
        api.get(location + "/verification-key").problem(409, "model-not-ready");
    }

    @Test
    void modelsAreListedInPagesNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(api.readyModel(FakeEngine.model(0, 0)));
        }
        List<String> seen = new ArrayList<>();
        String query = "/v1/models?limit=2&status=READY";
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode body = api.get(query + cursor).expect(200);
            body.get("items").forEach(item -> seen.add("/v1/models/" + item.get("id").stringValue()));
            cursor = "&cursor=" + body.get("nextCursor").stringValue("");
        }
        assertThat(seen.subList(0, 5)).isEqualTo(made);
        api.get("/v1/models?cursor=nonsense").problem(400, "invalid-parameter");
        api.get("/v1/models?limit=0").problem(400, "invalid-parameter");
        api.get("/v1/models?limit=101").problem(400, "invalid-parameter");
        api.get("/v1/models?limit=many").problem(400, "invalid-parameter");
        api.get("/v1/models?status=GREEN").problem(400, "invalid-parameter");
    }

    @Test
    void aDeletedModelLeavesItsPublicKeyAndATombstoneButNoSecret() throws IOException {
        String location = api.readyModel(FakeEngine.model(0, 0) + "# a remark to look for " + System.nanoTime() + "\n");
        String id = location.substring(location.lastIndexOf('/') + 1);
        JsonNode before = api.get(location).expect(200);
        byte[] key = api.get(location + "/verification-key").response().body();
        List<String> secrets = database.sql("""
                        select artifact from model_file where model_id = :id union
                        select plan_artifact from model where id = :id union
                        select proving_key_artifact from model where id = :id""")
                .param("id", java.util.UUID.fromString(id))
                .query(String.class)
                .list();
        assertThat(secrets).hasSize(4).allMatch(name -> name.startsWith("sealed:"));
        assertThat(api.delete(location).status()).isEqualTo(204);

        JsonNode tombstone = api.get(location).expect(200);
        assertThat(tombstone.get("status").stringValue()).isEqualTo("DELETED");
        assertThat(tombstone.get("deletedAt").stringValue()).isNotBlank();
        assertThat(tombstone.get("digests")).isEqualTo(before.get("digests"));
        assertThat(api.get(location + "/verification-key").response().body()).isEqualTo(key);
        String digest = before.at("/digests/key").stringValue();
        assertThat(api.get("/v1/verification-keys/" + digest).response().body()).isEqualTo(key);
        JsonNode refused = api.post(location + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").problem(409, "model-not-ready");
        assertThat(refused.get("actual").stringValue()).isEqualTo("DELETED");
        assertThat(api.get("/v1/models?limit=100").text()).doesNotContain(id);
        assertThat(api.get("/v1/models?limit=100&status=READY").text()).doesNotContain(id);
        assertThat(api.get("/v1/models?limit=100&status=DELETED").text()).contains(id);
        assertThat(api.delete(location).status()).as("deleting again").isEqualTo(204);
        assertThat(api.get(location).expect(200).get("deletedAt")).isEqualTo(tombstone.get("deletedAt"));
        try (Stream<Path> files = Files.walk(properties.artifactDir())) {
            List<String> left = files.map(file -> file.getFileName().toString()).toList();
            assertThat(secrets).noneMatch(name -> left.contains(name.substring(7)));
        }
    }

    @Test
    void aKeyIsFoundByTheDigestThatStatementsName() {
        String location = api.readyModel(FakeEngine.model(0, 0));
        JsonNode model = api.get(location).expect(200);
        Answer key = api.get("/v1/verification-keys/" + model.at("/digests/key").stringValue());
        assertThat(key.status()).isEqualTo(200);
        assertThat(key.header("ETag")).isEqualTo("\"" + model.at("/digests/verificationKey").stringValue() + "\"");
        api.get("/v1/verification-keys/" + "0".repeat(64)).problem(404, "key-not-found");
        api.get("/v1/verification-keys/nonsense").problem(404, "key-not-found");
    }

    @Test
    void aModelWithoutAKeyHasNoneWhenDeleted() {
        String location = api.post("/v1/models",
                new Form().file("model", "m", FakeEngine.model(0, 0) + "fail=1\n")).header("Location");
        api.await(location, Api.status("FAILED"));
        assertThat(api.delete(location).status()).isEqualTo(204);
        api.get(location + "/verification-key").problem(409, "model-not-ready");
        api.delete("/v1/models/" + java.util.UUID.randomUUID()).problem(404, "model-not-found");
    }

    @Test
    void noFaultOfAnUploadHidesAnother() {
        JsonNode problem = api.post("/v1/models", new Form().file("model", "m", "no model")
                .field("options", "{\"precision\": \"highest\"}")
                .field("calibration", "{\"samples\": [{\"inputs\": {\"x\": [[1, 2, 3]]}}, {\"inputs\": {\"x\": [[1, 2], [3]]}}]}"))
                .problem(422, "model-rejected");
        assertThat(problem.get("problems").valueStream().map(finding -> finding.get("code").stringValue()))
                .containsExactly("unsupported-operator", "unsupported-type", "invalid-options", "input-shape");
        assertThat(problem.at("/problems/3/node").stringValue()).isEqualTo("calibration");
        assertThat(problem.at("/problems/3/message").stringValue()).contains("samples[1]");

        JsonNode alone = api.post("/v1/models", new Form().file("model", "m", "fake=1\nshape=1,3\n")
                .field("calibration", "[[1, 2, \"3\"]]")).problem(422, "input-not-a-number");
        assertThat(alone.get("detail").stringValue()).startsWith("calibration samples[0]");
    }

    @Test
    void deletingAModelStopsItsRegistration() {
        String location =
                api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(FakeEngine.UNTIL_CANCELLED, 0))).header("Location");
        api.await(location, body -> body.at("/progress/stage").stringValue("").equals("compile"));
        assertThat(api.delete(location).status()).isEqualTo(204);
        String id = location.substring(location.lastIndexOf('/') + 1);
        Await.until("the end of the job", () -> database.sql("select status from job where id = (select job_id from model where id = ?)")
                .param(java.util.UUID.fromString(id)).query(String.class).single(), "CANCELLED"::equals);
    }

    @Test
    void nothingSecretIsReadableOnDisk() throws IOException {
        String marker = "# weights-" + System.nanoTime();
        api.readyModel(FakeEngine.model(0, 0) + marker + "\n");
        try (Stream<Path> files = Files.walk(properties.dataDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
                        .doesNotContain(marker);
            }
        }
    }
}
