package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.ApiDescription;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

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
    void theOperationsAreThese() {
        assertThat(ApiDescription.committed().operations()).extracting(ApiDescription.Operation::id)
                .as("operations of the API; a new one goes into this list")
                .containsExactlyInAnyOrder("createModel", "listModels", "getModel", "getVerificationKey", "getVerificationKeyByDigest",
                        "listVerificationKeys",
                        "deleteModel",
                        "listOperators",
                        "createProof", "createModelAndProof", "listProofs", "getProof", "getProofBytes", "getStatementBytes",
                        "deleteProof", "verifyStoredProof", "verifyProof");
    }
}
