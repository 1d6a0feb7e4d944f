package dev.proofmark.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.Application;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.ServiceTestInitializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/// The demonstration with the real engine, behind an API key.
@SpringBootTest(
        classes = Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"proofmark.api-key=a key for this test", "proofmark.warm-up=0s"})
@ContextConfiguration(initializers = ServiceTestInitializer.class)
@ActiveProfiles("demo")
@ExtendWith(OutputCaptureExtension.class)
class DemoTest {
    private static String printed;

    @LocalServerPort
    private int port;

    /// The context starts once, before the first of these; what it printed is kept for all of them.
    @BeforeEach
    void keepWhatTheStartPrinted(CapturedOutput output) {
        if (printed == null) {
            printed = output.getOut();
        }
    }

    @Test
    void itPrintsTheVerdictAndTheNextCommandWithoutLogLinesBetween() {
        int from = printed.indexOf("Proofmark demo");
        String last = "bin/walkthrough";
        assertThat(from).as(printed).isPositive();
        String shown = printed.substring(from, printed.indexOf(last, from) + last.length());
        assertThat(shown.lines().skip(1).filter(line -> !line.isBlank()))
                .allMatch(line -> line.startsWith("  ") || line.startsWith("Next, "))
                .anyMatch(line -> line.startsWith("  VALID "))
                .last().asString().contains("API=http://127.0.0.1:" + port);
        assertThat(shown).doesNotContain("a key for this test").contains("set PROOFMARK_API_KEY first");
        assertThat(printed).contains("Proofmark is at http://127.0.0.1:" + port + "/");
    }

    @Test
    void theStartedDemoHasProvenOneDecision() {
        Api api = new Api(port, "a key for this test");
        JsonNode proof = api.get("/v1/proofs?status=SUCCEEDED").expect(200).at("/items/0");
        assertThat(proof.get("context").stringValue()).startsWith("loan application");
        assertThat(proof.get("inputVisibility").stringValue()).isEqualTo("private");
        assertThat(proof.at("/outputs/probability_of_default/values/0").doubleValue()).isBetween(0.0, 1.0);
        JsonNode model = api.get("/v1/models/" + proof.get("modelId").stringValue()).expect(200);
        assertThat(model.get("status").stringValue()).isEqualTo("READY");
        assertThat(model.at("/accuracy/maxError").doubleValue()).isBetween(0.0, 0.02);

        byte[] key = api.get("/v1/models/" + proof.get("modelId").stringValue() + "/verification-key").response().body();
        byte[] bytes = api.get("/v1/proofs/" + proof.get("id").stringValue() + "/proof").response().body();
        byte[] statement = api.get("/v1/proofs/" + proof.get("id").stringValue() + "/statement").response().body();
        Api.Form good = new Api.Form().file("key", "k", key).file("proof", "p", bytes).file("statement", "s", statement);
        assertThat(api.post("/v1/verify", good).expect(200).get("valid").booleanValue()).isTrue();
        bytes[bytes.length - 1] ^= 1;
        JsonNode rejected = api.post("/v1/verify", new Api.Form().file("key", "k", key).file("proof", "p", bytes)).expect(200);
        assertThat(rejected.get("valid").booleanValue()).isFalse();
        assertThat(rejected.get("reason").stringValue()).isNotBlank();
        api.post("/v1/verify", new Api.Form().file("key", "k", statement).file("proof", "p", bytes)).problem(422, "key-unreadable");
    }

    @Test
    void withoutTheKeyOnlyHealthAndDescriptionAnswer() {
        Api stranger = new Api(port);
        stranger.get("/v1/models").problem(401, "unauthorized");
        stranger.get("/v1/nothing").problem(401, "unauthorized");
        new Api(port, "another key").get("/v1/models").problem(401, "unauthorized");
        assertThat(stranger.get("/actuator/health").status()).isEqualTo(200);
        assertThat(stranger.get("/v3/api-docs").status()).isEqualTo(200);
    }
}
