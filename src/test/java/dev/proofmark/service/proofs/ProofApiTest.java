package dev.proofmark.service.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Answer;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.Await;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
class ProofApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ProofmarkProperties properties;

    private Api api;

    @BeforeEach
    void connect() {
        api = new Api(port);
    }

    @Test
    void aProofIsAcceptedMadeAndFetched() {
        String model = api.readyModel(FakeEngine.model(0, 30));
        Answer answer = api.post(model + "/proofs",
                "{\"inputs\": {\"x\": [[1, 2, 3.5]]}, \"inputVisibility\": \"public\", \"context\": \"case 1\"}");
        JsonNode accepted = answer.expect(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/proofs/" + accepted.get("id").stringValue());

        JsonNode done = api.await(answer.header("Location"), Api.status("SUCCEEDED"));
        assertThat("/v1/models/" + done.get("modelId").stringValue()).isEqualTo(model);
        assertThat(done.get("outputs").toString()).isEqualTo("{\"y\":{\"shape\":[1,1],\"values\":[6.5]}}");
        assertThat(done.get("inputVisibility").stringValue()).isEqualTo("public");
        assertThat(done.get("context").stringValue()).isEqualTo("case 1");
        assertThat(done.get("percent").intValue()).isEqualTo(100);
        assertThat(done.at("/timings/queuedMillis").isNumber()).isTrue();
        assertThat(done.at("/timings/runningMillis").intValue()).isGreaterThanOrEqualTo(30);
        assertThat(done.at("/timings/stagesMillis/commit").intValue()).isGreaterThanOrEqualTo(30);

        Answer proof = api.get(answer.header("Location") + "/proof");
        Answer statement = api.get(answer.header("Location") + "/statement");
        assertThat(proof.header("Content-Type")).isEqualTo("application/octet-stream");
        Answer toAGeneratedClient = api.send(api.request(answer.header("Location") + "/proof")
                .header("Accept", "application/problem+json").GET());
        assertThat(toAGeneratedClient.status()).isEqualTo(200);
        assertThat(toAGeneratedClient.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(proof.text()).contains(statement.text());
        assertThat(statement.text()).endsWith("|case 1|PUBLIC|6.5");
        assertThat(proof.header("ETag")).isEqualTo("\"" + done.at("/digests/proof").stringValue() + "\"");
    }

    @Test
    void privateOutputsAreOnTheProofsPageAloneAndSealed() throws IOException {
        String model = api.readyModel(FakeEngine.model(0, 0) + "private=1\n");
        String location = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1.25, 2.5, 0.375]]}}").header("Location");
        JsonNode done = api.await(location, Api.status("SUCCEEDED"));
        assertThat(done.get("outputs").toString()).isEqualTo("{\"y\":{\"shape\":[1,1],\"values\":[4.125]}}");
        assertThat(done.get("outputVisibility").stringValue()).isEqualTo("private");
        String id = location.substring(location.lastIndexOf('/') + 1);
        assertThat(api.get("/v1/proofs?limit=100").text()).contains(id).doesNotContain("4.125");
        assertThat(api.get("/v1/verify/" + id).text()).contains("\"valid\":true").doesNotContain("4.125");
        assertThat(api.get(location + "/statement").text()).doesNotContain("4.125");
        assertThat(database.sql("select outputs from proof where id = ?").param(UUID.fromString(id)).query(String.class).list())
                .containsOnlyNulls();
        String sealed = database.sql("select outputs_artifact from proof where id = ?")
                .param(UUID.fromString(id)).query(String.class).single();
        assertThat(sealed).startsWith("sealed:");
        Path file = properties.artifactDir().resolve("sealed").resolve(sealed.substring(7, 9)).resolve(sealed.substring(7));
        assertThat(file).exists();
        assertThat(api.delete(location).status()).isEqualTo(204);
        assertThat(file).doesNotExist();
    }

    @Test
    void aProofThatHasEndedIsRemovedWithItsRows() {
        String location = api.post(model() + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(location, Api.status("SUCCEEDED"));
        String other = api.post(model() + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(other, Api.status("SUCCEEDED"));
        int before = jobs();
        assertThat(api.delete(location).status()).isEqualTo(204);
        assertThat(jobs()).isEqualTo(before - 1);
        api.get(location).problem(404, "proof-not-found");
        api.get(location + "/proof").problem(404, "proof-not-found");
        api.get("/v1/verify/" + location.substring("/v1/proofs/".length())).problem(404, "proof-not-found");
        assertThat(api.get(other + "/proof").status()).as("equal files of another proof stay").isEqualTo(200);
    }

    @Test
    void inputsMayComeInOrderAsFlatLists() {
        String model = api.readyModel(FakeEngine.model(0, 0));
        String location = api.post(model + "/proofs",
                "{\"input_data\": [[1, 2, -4]], \"input_shapes\": [[3]], \"output_data\": [[0]]}").header("Location");
        JsonNode done = api.await(location, Api.status("SUCCEEDED"));
        assertThat(done.at("/outputs/y/values/0").doubleValue()).isEqualTo(-1);
        assertThat(done.get("inputVisibility").stringValue()).isEqualTo("private");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{\"inputs\": {\"x\": [[1, 2]]}} ~ 422 ~ input-shape ~ [1, 3]",
        "{\"inputs\": {\"x\": [[1, 2, 3], [4, 5, 6]]}} ~ 422 ~ input-shape ~ [1, 3]",
        "{\"inputs\": {\"x\": [[1, 2], [3]]}} ~ 422 ~ input-shape ~ 2 elements",
        "{\"inputs\": {\"x\": [[1, 2, [3]]]}} ~ 422 ~ input-shape ~ a number",
        "{\"inputs\": {\"x\": 5}} ~ 422 ~ input-shape ~ [1, 3]",
        "{\"inputs\": {\"x\": [[1, 2, NaN]]}} ~ 422 ~ input-not-a-number ~ finite",
        "{\"inputs\": {\"x\": [[1, 2, Infinity]]}} ~ 422 ~ input-not-a-number ~ finite",
        "{\"inputs\": {\"x\": [[1, 2, 1e999]]}} ~ 422 ~ input-not-a-number ~ finite",
        "{\"inputs\": {\"x\": [[1, 2, \"3\"]]}} ~ 422 ~ input-not-a-number ~ numbers",
        "{\"inputs\": {\"x\": [[1, 2, null]]}} ~ 422 ~ input-not-a-number ~ numbers",
        "{\"inputs\": {\"x\": [[1, 2, true]]}} ~ 422 ~ input-not-a-number ~ numbers",
        "{\"inputs\": {\"x\": [[1, 2, 10.5]]}} ~ 422 ~ input-out-of-range ~ -10.0 to 10.0",
        "{\"inputs\": {\"x\": [[1, 2, -11]]}} ~ 422 ~ input-out-of-range ~ -10.0 to 10.0",
        "{\"inputs\": {\"x\": [[1, 2, 3]], \"z\": [1]}} ~ 422 ~ input-unknown ~ x",
        "{\"inputs\": {\"z\": [1]}} ~ 422 ~ input-unknown ~ x",
        "{\"inputs\": {}} ~ 422 ~ input-missing ~ exactly one",
        "{\"inputs\": {}, \"input_data\": []} ~ 422 ~ input-missing ~ exactly one",
        "{\"inputs\": null, \"input_data\": null} ~ 422 ~ input-missing ~ exactly one",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"inputVisibility\": 1} ~ 422 ~ invalid-input ~ string",
        "{} ~ 422 ~ input-missing ~ exactly one",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"input_data\": [[1, 2, 3]]} ~ 422 ~ input-missing ~ exactly one",
        "{\"input_data\": []} ~ 422 ~ input-missing ~ exactly one",
        "{\"input_data\": [[1, 2, 3], [4]]} ~ 422 ~ input-missing ~ 1: x",
        "{\"input_data\": [1, 2, 3]} ~ 422 ~ invalid-input ~ list",
        "{\"input_data\": [[1, 2]]} ~ 422 ~ input-shape ~ [1, 3]",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"inputVisibility\": \"secret\"} ~ 422 ~ invalid-input ~ private",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": 7} ~ 422 ~ invalid-input ~ context",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"color\": 7} ~ 422 ~ invalid-input ~ inputs",
        "[] ~ 422 ~ invalid-input ~ object",
        "{\"inputs\": {\"\\ud800\": [1]}} ~ 400 ~ malformed-json ~ JSON",
        "{\"inputs\": {\"\\u0000\": [1]}} ~ 422 ~ input-unknown ~ x",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"\\ud800\"} ~ 422 ~ invalid-input ~ printable",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"\\u0000\"} ~ 422 ~ invalid-input ~ printable",
        "{\"\\udc00\": 1} ~ 400 ~ malformed-json ~ JSON",
        "{\"inputs\": {\"x\": [[1, 2, 3]], \"x\": [[1, 2, 3]]}} ~ 400 ~ malformed-json ~ once",
        "{\"inputs\": {\"x\": [[1, 2, 3]] ~ 400 ~ malformed-json ~ JSON",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}} x ~ 400 ~ malformed-json ~ JSON",
        "nonsense ~ 400 ~ malformed-json ~ JSON",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}} {} ~ 400 ~ malformed-json ~ end",
    })
    void aWrongInputIsRefusedBeforeAnythingIsQueued(String body, int status, String code, String expected) {
        String model = model();
        int before = jobs();
        JsonNode problem = api.post(model + "/proofs", body).problem(status, code);
        assertThat(problem.get("expected").stringValue()).contains(expected);
        assertThat(problem.get("actual").stringValue()).isNotBlank();
        assertThat(problem.get("instance").stringValue()).isEqualTo(model + "/proofs");
        assertThat(jobs()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"input_data\": [], \"inputVisibility\": \"\", \"context\": \"\"}",
        "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"input_data\": null, \"inputVisibility\": null, \"context\": null}",
        "{\"inputs\": {}, \"input_data\": [[1, 2, 3]]}",
        "{\"inputs\": null, \"input_data\": [[1, 2, 3]], \"context\": null}",
    })
    void whatIsNullOrEmptyIsAbsent(String body) {
        JsonNode proof = api.post(model() + "/proofs", body).expect(202);
        assertThat(proof.get("inputVisibility").stringValue()).isEqualTo("private");
        assertThat(proof.get("context").stringValue()).isEmpty();
        api.post("/v1/proofs", new Form().file("model", "m", FakeEngine.model(0, 0)).field("input", body)).expect(202);
    }

    private static String sharedModel;
    private static int sharedPort;

    private String model() {
        if (sharedModel == null || sharedPort != port) {
            sharedModel = api.readyModel(FakeEngine.model(0, 0));
            sharedPort = port;
        }
        return sharedModel;
    }

    private int jobs() {
        return database.sql("select count(*) from job").query(Integer.class).single();
    }

    @Test
    void refusalsDoNotRepeatTheValue() {
        JsonNode problem = api.post(model() + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 77.125]]}}").problem(422, "input-out-of-range");
        assertThat(problem.toString()).doesNotContain("77.125").contains("[0, 2]");
    }

    @Test
    void bodiesAndDocumentsHaveLimits() {
        String numbers = "1,".repeat(3000) + "1";
        api.post(model() + "/proofs", "{\"inputs\": {\"x\": [" + numbers + "]}}").problem(422, "input-shape");
        api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(0, 0))
                .field("calibration", "{\"samples\": [{\"inputs\": {\"x\": [" + numbers + "]}}]}")).problem(413, "too-large");
        JsonNode problem = api.post(model() + "/proofs", "{\"context\": \"" + "x".repeat(70_000) + "\"}").problem(413, "too-large");
        assertThat(problem.get("expected").stringValue()).contains("65536");
        api.post(model() + "/proofs", "{\"inputs\": {\"x\": [[1,2,3]]}, \"context\": \"" + "x".repeat(1025) + "\"}")
                .problem(422, "invalid-input");
        api.post(model() + "/proofs", "{\"inputs\": {\"x\": " + "[".repeat(40) + "1" + "]".repeat(40) + "}}")
                .problem(422, "input-shape");
    }

    @Test
    void aModelThatIsNotReadyTakesNoProofs() {
        String model =
                api.post("/v1/models", new Form().file("model", "m", FakeEngine.model(FakeEngine.UNTIL_CANCELLED, 0))).header("Location");
        JsonNode problem = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").problem(409, "model-not-ready");
        assertThat(problem.get("actual").stringValue()).isEqualTo("COMPILING");
        api.delete(model);
        api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").problem(409, "model-not-ready");
        api.post("/v1/models/" + UUID.randomUUID() + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}")
                .problem(404, "model-not-found");
        api.post("/v1/models/7/proofs", "{}").problem(400, "invalid-parameter");
    }

    @Test
    void modelAndInputMayComeTogether() {
        Answer answer = api.post("/v1/proofs", new Form().file("model", "m", FakeEngine.model(100, 0))
                .field("input", "{\"input_data\": [[4, 5, 6]], \"context\": \"together\"}"));
        answer.expect(202);
        JsonNode done = api.await(answer.header("Location"), Api.status("SUCCEEDED"));
        assertThat(done.at("/outputs/y/values/0").doubleValue()).isEqualTo(15);
        assertThat(api.get("/v1/models/" + done.get("modelId").stringValue()).expect(200).get("status").stringValue())
                .isEqualTo("READY");
        api.post("/v1/proofs", new Form().file("model", "m", FakeEngine.model(0, 0))).problem(400, "missing-part");
        api.post("/v1/proofs", new Form().field("input", "{\"input_data\": [[4, 5, 6]]}")).problem(400, "missing-part");
        api.post("/v1/proofs", new Form().file("model", "m", FakeEngine.model(0, 0)).field("input", "{\"input_data\": [[4, 5]]}"))
                .problem(422, "input-shape");
    }

    @Test
    void aProofCarriesItsModelsWarnings() {
        Answer answer = api.post("/v1/proofs", new Form().file("model", "m", FakeEngine.model(100, 0))
                .field("options", "{\"seed\": \"short\"}").field("calibration", "[[1, 2, 3]]")
                .field("input", "{\"input_data\": [[4, 5, 6]]}"));
        assertThat(answer.expect(202).get("warnings").toString()).contains("only one sample", "seed is short");
        JsonNode done = api.await(answer.header("Location"), Api.status("SUCCEEDED"));
        JsonNode model = api.get("/v1/models/" + done.get("modelId").stringValue()).expect(200);
        assertThat(model.get("warnings")).isNotEmpty();
        assertThat(done.get("warnings")).isEqualTo(model.get("warnings"));
    }

    @Test
    void aProofWhoseModelFailsFailsToo() {
        String location = api.post("/v1/proofs", new Form().file("model", "m", FakeEngine.model(0, 0) + "fail=1\n")
                .field("input", "{\"input_data\": [[4, 5, 6]]}")).header("Location");
        JsonNode failed = api.await(location, Api.status("FAILED"));
        assertThat(failed.at("/problem/code").stringValue()).isEqualTo("model-not-ready");
        api.get(location + "/proof").problem(409, "proof-not-ready");
        assertThat(api.delete(location).status()).isEqualTo(204);
        api.get(location).problem(404, "proof-not-found");
    }

    @Test
    void anInputThatTheEngineRefusesFailsWithItsReason() {
        String location = api.post(model() + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}, \"context\": \"refuse it\"}")
                .header("Location");
        JsonNode failed = api.await(location, Api.status("FAILED"));
        assertThat(failed.at("/problem/code").stringValue()).isEqualTo("invalid-input");
        assertThat(failed.at("/problem/expected").stringValue()).isEqualTo("another");
    }

    @Test
    void aRunningProofIsCancelled() {
        String model = api.readyModel(FakeEngine.model(0, FakeEngine.UNTIL_CANCELLED));
        String location = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        JsonNode running = api.await(location, body -> body.path("stage").stringValue("").equals("commit"));
        assertThat(running.get("status").stringValue()).isEqualTo("RUNNING");
        api.get(location + "/statement").problem(409, "proof-not-ready");
        Answer told = api.delete(location);
        assertThat(told.status()).isIn(200, 202);
        assertThat(told.json().get("status").stringValue()).isEqualTo(told.status() == 200 ? "CANCELLED" : "RUNNING");
        JsonNode cancelled = api.await(location, Api.status("CANCELLED"));
        assertThat(cancelled.has("outputs")).isFalse();
        assertInputErased(location);
        assertThat(api.delete(location).status()).isEqualTo(204);
        api.delete(location).problem(404, "proof-not-found");
    }

    @Test
    void aQueuedProofHasAPlaceAndIsCancelledAtOnce() {
        String slow = api.readyModel(FakeEngine.model(0, FakeEngine.UNTIL_CANCELLED));
        List<String> locations = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            locations.add(api.post(slow + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location"));
        }
        api.await(locations.get(0), Api.status("RUNNING"));
        api.await(locations.get(1), Api.status("RUNNING"));
        assertThat(api.get(locations.get(2)).expect(200).get("queuePosition").intValue()).isEqualTo(1);
        assertThat(api.get(locations.get(3)).expect(200).get("queuePosition").intValue()).isEqualTo(2);
        assertThat(api.delete(locations.get(2)).expect(200).get("status").stringValue()).isEqualTo("CANCELLED");
        assertThat(api.get(locations.get(3)).expect(200).get("queuePosition").intValue()).isEqualTo(1);
        assertThat(api.get("/v1/proofs?status=CANCELLED&limit=1").expect(200).at("/items/0/id").stringValue())
                .isEqualTo(locations.get(2).substring("/v1/proofs/".length()));
        api.delete(slow);
        for (String location : locations) {
            api.await(location, Api.status("CANCELLED"));
        }
    }

    @Test
    void theSealedInputIsErasedWhenTheJobHasEnded() {
        String location = api.post(model() + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(location, Api.status("SUCCEEDED"));
        assertInputErased(location);
    }

    private void assertInputErased(String location) {
        UUID id = UUID.fromString(location.substring("/v1/proofs/".length()));
        Await.until("the input's end", () -> database.sql("select count(*) from proof where id = ? and input_artifact is not null")
                .param(id).query(Integer.class).single(), count -> count == 0);
    }

    @Test
    void proofsAreListedInPagesByModel() {
        String model = api.readyModel(FakeEngine.model(0, 0));
        String other = api.readyModel(FakeEngine.model(0, 0));
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location"));
            api.post(other + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").expect(202);
        }
        String query = "/v1/proofs?limit=3&modelId=" + model.substring("/v1/models/".length());
        JsonNode first = api.get(query).expect(200);
        assertThat(first.get("items")).hasSize(3);
        JsonNode second = api.get(query + "&cursor=" + first.get("nextCursor").stringValue()).expect(200);
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.get("nextCursor").isNull()).isTrue();
        List<String> seen = new ArrayList<>();
        first.get("items").forEach(item -> seen.add("/v1/proofs/" + item.get("id").stringValue()));
        second.get("items").forEach(item -> seen.add("/v1/proofs/" + item.get("id").stringValue()));
        assertThat(seen).isEqualTo(made);
        made.forEach(location -> api.await(location, Api.status("SUCCEEDED")));
        assertThat(api.get(query + "&status=FAILED").expect(200).get("items")).isEmpty();
        api.get("/v1/proofs?modelId=seven").problem(400, "invalid-parameter");
    }

    @Test
    void anUnknownProofIsNotFound() {
        String unknown = "/v1/proofs/" + UUID.randomUUID();
        api.get(unknown).problem(404, "proof-not-found");
        api.get(unknown + "/proof").problem(404, "proof-not-found");
        api.get(unknown + "/statement").problem(404, "proof-not-found");
        api.delete(unknown).problem(404, "proof-not-found");
    }
}
