package dev.proofmark.service.demo;

import dev.proofmark.service.platform.ProofmarkProperties;
import java.io.IOException;
import java.util.Locale;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Registers the sample model, proves one decision, verifies it and prints what was proven.
@Component
@Profile("demo")
class DemoRun implements ApplicationRunner {
    private final WebServerApplicationContext server;
    private final ProofmarkProperties properties;
    private final LoggingSystem logging;

    DemoRun(WebServerApplicationContext server, ProofmarkProperties properties, LoggingSystem logging) {
        this.server = server;
        this.properties = properties;
        this.logging = logging;
    }

    /// While it speaks, the log holds warnings only.
    @Override
    public void run(ApplicationArguments arguments) throws IOException, InterruptedException {
        LoggerConfiguration root = logging.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME);
        LogLevel usual = root == null ? LogLevel.INFO : root.getConfiguredLevel();
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        try {
            show();
        } finally {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, usual);
        }
    }

    private void show() throws IOException, InterruptedException {
        String base = "http://127.0.0.1:" + server.getWebServer().getPort();
        DemoClient client = new DemoClient(base, properties.apiKey());
        say("");
        say("Proofmark demo: a bank's credit-scoring network, registered here under a fresh key");
        JsonNode model = client.upload("/v1/models", DemoClient.resource("/sample/credit-scoring.onnx"),
                "credit-scoring.onnx", DemoClient.resource("/sample/calibration.json"));
        String modelPath = "/v1/models/" + model.get("id").stringValue();
        model = finished(client, modelPath, "READY");
        say("  registered  %s parameters, %,d bytes of verification key, in %.1f s", number(model.get("parameters")),
                client.bytes(modelPath + "/verification-key").length, seconds(model));

        JsonNode proof = client.post(modelPath + "/proofs", DemoClient.resource("/sample/applicant.json"));
        String proofPath = "/v1/proofs/" + proof.get("id").stringValue();
        proof = finished(client, proofPath, "SUCCEEDED");
        say("  proven      one decision for a private applicant, %,d bytes of proof, in %.2f s",
                client.bytes(proofPath + "/proof").length, proof.at("/timings/runningMillis").doubleValue() / 1000);

        String verifyPath = "/v1/verify/" + proof.get("id").stringValue();
        JsonNode verdict = client.get(verifyPath);
        if (!verdict.get("valid").booleanValue()) {
            throw new IllegalStateException("the proof does not verify: " + verdict.get("reason").stringValue());
        }
        say("  VALID       verified in %.0f ms:", verdict.get("verifyMillis").doubleValue());
        verdict.get("proven").forEach(sentence -> say("    %s", sentence.stringValue()));
        say("");
        say("  start page  %s/", base);
        say("  API         %s/swagger-ui.html", base);
        say("  model       %s%s", base, modelPath);
        say("  proof       %s%s", base, proofPath);
        say("  verify      %s%s", base, verifyPath);
        say("");
        say("Next, in a second terminal: the same step by step, with a verifier that needs no service%s:",
                properties.apiKeyConfigured() ? " (set PROOFMARK_API_KEY first)" : "");
        say("  ./mvnw -q -DskipTests package && API=%s bin/walkthrough", base);
        say("");
    }

    private static JsonNode finished(DemoClient client, String path, String wanted) throws IOException, InterruptedException {
        JsonNode body = client.await(path, seen -> {});
        if (!body.get("status").stringValue().equals(wanted)) {
            throw new IllegalStateException("%s is %s: %s".formatted(path, body.get("status"), body.path("problem")));
        }
        return body;
    }

    private static String number(JsonNode node) {
        return node == null ? "?" : String.format(Locale.ROOT, "%,d", node.longValue());
    }

    private static double seconds(JsonNode body) {
        return java.time.Duration.between(java.time.Instant.parse(body.get("createdAt").stringValue()),
                java.time.Instant.parse(body.get("finishedAt").stringValue())).toMillis() / 1000.0;
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
