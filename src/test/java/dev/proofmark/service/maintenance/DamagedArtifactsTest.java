package dev.proofmark.service.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/// Files of the artefact folder that are changed and removed behind the service's back.
@ServiceTest
@DirtiesContext
class DamagedArtifactsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ProofmarkProperties properties;

    @Autowired
    private Environment environment;

    private Api api;
    private String model;
    private String modelId;
    private String proof;
    private String proofId;

    @BeforeEach
    void prove() {
        api = new Api(port);
        model = api.readyModel(FakeEngine.model(0, 0) + "private=1\n");
        modelId = model.substring("/v1/models/".length());
        proof = ask();
        api.await(proof, Api.status("SUCCEEDED"));
        proofId = proof.substring("/v1/proofs/".length());
    }

    private String ask() {
        Api.Answer answer = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}");
        answer.expect(202);
        return answer.header("Location");
    }

    private Path file(String table, String column, String id) {
        ArtifactRef ref = ArtifactRef.parse(database.sql("select " + column + " from " + table + " where id = ?")
                .param(UUID.fromString(id)).query(String.class).single());
        String folder = ref.toString().substring(0, ref.toString().indexOf(':'));
        return properties.artifactDir().resolve(folder).resolve(ref.digest().substring(0, 2)).resolve(ref.digest());
    }

    private static void change(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private void damaged(Api.Answer answer, String what, Path file) {
        JsonNode problem = answer.problem(500, "artifact-damaged");
        assertThat(problem.get("detail").stringValue()).contains(what);
        assertThat(problem.get("expected").stringValue()).endsWith(file.getFileName().toString());
    }

    @Test
    void whatCannotBeGivenBackIsNamed() throws IOException {
        Path bytes = file("proof", "proof_artifact", proofId);
        change(bytes);
        damaged(api.get(proof + "/proof"), "proof of proof " + proofId + " has changed", bytes);
        damaged(api.get("/v1/verify/" + proofId), "proof of proof " + proofId + " has changed", bytes);
        Path statement = file("proof", "statement_artifact", proofId);
        Files.delete(statement);
        damaged(api.get(proof + "/statement"), "statement of proof " + proofId + " is missing", statement);
        Path key = file("model", "verification_key_artifact", modelId);
        Files.delete(key);
        damaged(api.get(model + "/verification-key"), "verification key of model " + modelId + " is missing", key);
    }

    @Test
    void aProofWhosePrivateOutputsAreLostStillHasItsPage() throws IOException {
        assertThat(api.get(proof).expect(200).has("outputs")).isTrue();
        Path outputs = file("proof", "outputs_artifact", proofId);
        Files.delete(outputs);
        JsonNode page = api.get(proof).expect(200);
        assertThat(page.get("status").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(page.has("outputs")).isFalse();
        assertThat(page.at("/outputsProblem/code").stringValue()).isEqualTo("artifact-damaged");
        assertThat(page.at("/outputsProblem/detail").stringValue()).contains("outputs of proof " + proofId + " is missing");
        assertThat(api.delete(proof).status()).isEqualTo(204);
    }

    @Test
    void workWithADamagedPlanSaysSo() throws IOException {
        Path plan = file("model", "plan_artifact", modelId);
        change(plan);
        JsonNode failed = api.await(ask(), Api.status("FAILED"));
        assertThat(failed.at("/problem/code").stringValue()).isEqualTo("artifact-damaged");
        assertThat(failed.at("/problem/detail").stringValue()).contains("plan of model " + modelId);
    }

    @Test
    void aCheckNamesWhatIsDamagedMissingAndOrphaned() throws Exception {
        List<String> before = check();
        Path bytes = file("proof", "proof_artifact", proofId);
        Path key = file("model", "proving_key_artifact", modelId);
        change(bytes);
        Files.delete(key);
        Path orphan = properties.artifactDir().resolve("open/ab").resolve("ab" + "0".repeat(62));
        Files.createDirectories(orphan.getParent());
        Files.writeString(orphan, "nobody's");
        List<String> lines = new ArrayList<>(check());
        lines.removeAll(before);
        assertThat(lines).hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("damaged").contains(bytes.getFileName().toString())
                        .contains("proof of proof " + proofId))
                .anySatisfy(line -> assertThat(line).startsWith("missing").contains(key.getFileName().toString())
                        .contains("proving key of model " + modelId))
                .anySatisfy(line -> assertThat(line).startsWith("orphaned").contains(orphan.getFileName().toString()))
                .last(InstanceOfAssertFactories.STRING)
                .containsPattern("\\d+ artefacts checked: \\d+ cannot be read; \\d+ files are orphaned");
    }

    private List<String> check() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = MaintenanceCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, "check-artifacts",
                "--spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                "--spring.datasource.username=postgres", "--proofmark.data-dir=" + properties.dataDir());
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(status).as("%s", lines)
                .isEqualTo(lines.stream().anyMatch(line -> line.startsWith("damaged") || line.startsWith("missing")) ? 1 : 0);
        return lines;
    }
}
