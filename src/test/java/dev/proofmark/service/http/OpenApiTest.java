package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// `openapi/openapi.yaml` is what the code says. After an intended change of the API, run this test with
/// `-Dproofmark.openapi.write=true` and commit the file.
@ServiceTest
class OpenApiTest {
    private static final Path COMMITTED = Path.of("openapi", "openapi.yaml");

    @LocalServerPort
    private int port;

    @Test
    void theCommittedDescriptionIsTheServedOne() throws IOException {
        String served = new Api(port).get("/v3/api-docs.yaml").text();
        if (Boolean.getBoolean("proofmark.openapi.write")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }
        assertThat(COMMITTED).exists();
        assertThat(served).as("the API differs from openapi/openapi.yaml; if that is intended, run this test with "
                + "-Dproofmark.openapi.write=true and commit the file").isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void everyOperationIsNamedAndTellsItsProblems() {
        JsonNode document = new Api(port).get("/v3/api-docs").expect(200);
        Set<String> names = new HashSet<>();
        document.get("paths").forEach(path -> path.forEach(operation -> {
            String name = operation.get("operationId").stringValue();
            assertThat(names.add(name)).as(name).isTrue();
            JsonNode responses = operation.get("responses");
            assertThat(responses.at("/4XX/content/application~1problem+json/schema/$ref").stringValue(""))
                    .as(name).isEqualTo("#/components/schemas/Problem");
            assertThat(responses.propertyNames()).as(name).anyMatch(status -> status.startsWith("2"));
            responses.propertyNames().forEach(status -> {
                if (status.startsWith("2") && responses.get(status).has("content")) {
                    assertThat(responses.get(status).get("content").has("*/*")).as(name + " " + status).isFalse();
                }
            });
        }));
        assertThat(names).as("operations of the API; a new one goes into this list").containsExactlyInAnyOrder("createModel", "listModels", "getModel", "getVerificationKey", "deleteModel",
                "createProof", "createModelAndProof", "listProofs", "getProof", "getProofBytes", "getStatementBytes",
                "deleteProof", "verifyStoredProof", "verifyProof");
    }
}
