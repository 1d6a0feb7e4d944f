package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.proofmark.bench.ApiClient;
import dev.proofmark.bench.ModelCases;
import dev.proofmark.bench.ModelRun;
import dev.proofmark.bench.Multipart;
import dev.proofmark.bench.NamedModels;
import dev.proofmark.bench.OfflineVerifier;
import dev.proofmark.bench.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The packaged service as users meet it: a process of its own, everything over HTTP, every proof also checked by the packaged
/// offline verifier. The models' outputs must be as close to the expected ones as the product promises.
class PackagedServiceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir
    private static Path folder;
    private static ServiceProcess service;
    private static ApiClient api;
    private static OfflineVerifier verifier;
    private static JsonNode demoProof;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceProcess.start(Path.of(System.getProperty("proofmark.service.jar")), folder, "4g",
                Map.of("SPRING_PROFILES_ACTIVE", "demo"));
        api = new ApiClient(service.base(), PATIENCE);
        verifier = new OfflineVerifier(VerifierJar.path(), folder);
        demoProof = firstProof();
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            service.close();
        }
    }

    static List<String> models() {
        return NamedModels.ALL;
    }

    @Test
    void theDemoRegistersTheSampleModelProvesADecisionAndSaysWhatWasProven() throws Exception {
        URI address = service.base().resolve("/v1/proofs/" + demoProof.path("id").asString());
        JsonNode done = api.await(address, "SUCCEEDED");
        double probability = done.path("outputs").path("probability_of_default").path("values").get(0).asDouble();
        assertThat(probability).isBetween(0.2, 0.4);
        assertThat(api.verify(address).path("valid").asBoolean()).isTrue();
    }

    @Test
    void thePackagedJarFindsOnnxruntimeForItsChildProcess() throws Exception {
        JsonNode model = api.await(service.base().resolve("/v1/models/" + demoProof.path("modelId").asString()), "READY");
        assertThat(model.path("accuracy").path("reference").asString()).startsWith("onnxruntime ");
    }

    @Test
    void seedsAndPrivateInputsAppearNeitherInAnswersNorInTheLog() throws Exception {
        String seed = "a seed that nobody may read 5d0c3f";
        String inputs = "[[31.4159, 27, 12, 9.87654, 3.5, 2.5, 8, 48, 6, 4, 33, 1, 0, 7, 2, 5]]";
        byte[] model = resource("credit-scoring.onnx");
        URI address = api.upload(new Multipart().file("model", "credit-scoring.onnx", model)
                .json("calibration", new String(resource("calibration.json"), StandardCharsets.UTF_8))
                .json("options", "{\"seed\": \"" + seed + "\"}"));
        StringBuilder seen = new StringBuilder(api.await(address, "READY").toString());
        URI proof = api.prove(address, "{\"inputs\": {\"applicant\": " + inputs + "}}");
        seen.append(api.await(proof, "SUCCEEDED")).append(api.verify(proof));
        seen.append(new String(api.bytes(URI.create(proof + "/statement")), StandardCharsets.ISO_8859_1));
        String refused = inputs.replace("31.4159", "987654.25");
        assertThatThrownBy(() -> api.prove(address, "{\"inputs\": {\"applicant\": " + refused + "}}"))
                .isInstanceOfSatisfying(IOException.class, problem -> seen.append(problem.getMessage()))
                .hasMessageContaining("applicant");
        seen.append(Files.readString(service.log()));
        assertThat(seen).doesNotContain("31.4159", "9.87654", "987654", seed);
    }

    @ParameterizedTest
    @MethodSource("models")
    void provesARealModel(String name) throws Exception {
        assumeThat(Files.isDirectory(NamedModels.root())).as("models at %s (-Dproofmark.models)", NamedModels.root()).isTrue();
        ModelRun.Result result = new ModelRun(api, verifier).run(ModelCases.read(NamedModels.root().resolve(name)), 0);
        assertThat(result.distance().withinTolerance()).as("%s: %s", name, result.distance()).isTrue();
    }

    private static byte[] resource(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/main/resources/sample").resolve(name));
    }

    /// The demo's own: nothing else has asked for a proof yet.
    private static JsonNode firstProof() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode items = api.list("/v1/proofs").path("items");
            if (!items.isEmpty()) {
                return items.get(0);
            }
            Thread.sleep(200);
        }
        throw new AssertionError("the demo asked for no proof; see " + service.log());
    }
}
