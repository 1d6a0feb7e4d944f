package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.bench.OfflineVerifier;
import dev.proofmark.bench.ServiceProcess;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.Api.Answer;
import dev.proofmark.service.testing.Api.Form;
import dev.proofmark.service.testing.ApiDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The API as strangers meet it: with clients that a generator makes from `openapi/openapi.yaml`, and with the description's
/// own examples, all against the packaged service.
class ApiContractIT {
    private static final Path SAMPLE = Path.of("src/main/resources/sample");

    @TempDir
    private static Path folder;
    private static ServiceProcess service;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceProcess.start(Path.of(System.getProperty("proofmark.service.jar")), folder, "2g",
                Map.of("PROOFMARK_WARM_UP", "0"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void theGeneratedJavaClientGoesTheWholeWay() throws Exception {
        keepsTheContract(GeneratedClient.java(folder.resolve("java-classes")));
    }

    @Test
    void theGeneratedPythonClientGoesTheWholeWay() throws Exception {
        keepsTheContract(GeneratedClient.python());
    }

    @Test
    void theGeneratedTypeScriptClientGoesTheWholeWay() throws Exception {
        keepsTheContract(GeneratedClient.typescript());
    }

    private static void keepsTheContract(GeneratedClient client) throws Exception {
        Path files = Files.createTempDirectory(folder, "files");
        String output = client.run(service.base().toString(), SAMPLE.resolve("credit-scoring.onnx").toString(),
                SAMPLE.resolve("calibration.json").toString(), files.toString());
        assertThat(output).endsWith("contract kept\n");
        assertThat(new OfflineVerifier(VerifierJar.path(), Files.createTempDirectory(folder, "verifier"))
                .verify(Files.readAllBytes(files.resolve("key.bin")), Files.readAllBytes(files.resolve("proof.bin")),
                        Files.readAllBytes(files.resolve("statement.bin"))))
                .isZero();
    }

    /// As the API's page sends them with nothing typed in but the required files: empty parts for what is left out.
    @Test
    void everyExampleOfTheDescriptionWorks() throws Exception {
        ApiDescription description = ApiDescription.committed();
        Api api = new Api(service.base().getPort());
        byte[] onnx = Files.readAllBytes(SAMPLE.resolve("credit-scoring.onnx"));

        String model = accepted(api.post("/v1/models", form(description.schema("ModelForm"), Map.of("model", onnx))));
        api.await(model, Api.status("READY"));

        List<JsonNode> requests = new ArrayList<>();
        description.operation("POST", model + "/proofs").orElseThrow().node()
                .at("/requestBody/content/application~1json/examples").forEach(example -> requests.add(example.get("value")));
        requests.add(description.schema("ProofRequestByName").get("example"));
        requests.add(description.schema("ProofRequestInOrder").get("example"));
        List<String> proofs = new ArrayList<>();
        requests.forEach(request -> proofs.add(accepted(api.post(model + "/proofs", request.toString()))));
        proofs.add(accepted(api.post("/v1/proofs", form(description.schema("ProofForm"), Map.of("model", onnx)))));
        assertThat(proofs).hasSize(5);
        proofs.forEach(proof -> api.await(proof, Api.status("SUCCEEDED")));

        byte[] key = api.get(model + "/verification-key").response().body();
        byte[] proof = api.get(proofs.getFirst() + "/proof").response().body();
        JsonNode verdict = api.post("/v1/verify", form(description.schema("VerificationForm"), Map.of("key", key, "proof", proof)))
                .expect(200);
        assertThat(verdict.get("valid").booleanValue()).as(verdict.toString()).isTrue();

        JsonNode options = description.schema("ModelOptions");
        options.get("properties").properties().stream().filter(option -> option.getValue().has("example"))
                .map(option -> "{\"" + option.getKey() + "\": " + option.getValue().get("example") + "}")
                .forEach(one -> accepted(api.post("/v1/models", new Form().file("model", "m.onnx", onnx).field("options", one)
                        .field("calibration", description.schema("Calibration").get("example").toString()))));
    }

    private static String accepted(Answer answer) {
        answer.expect(202);
        return answer.header("Location");
    }

    private static Form form(JsonNode schema, Map<String, byte[]> files) throws IOException {
        Form form = new Form();
        schema.get("properties").properties().forEach(part -> {
            byte[] file = files.get(part.getKey());
            if (file != null) {
                form.file(part.getKey(), part.getKey() + ".bin", file);
            } else {
                form.field(part.getKey(), part.getValue().path("example").stringValue(""));
            }
        });
        return form;
    }
}
