package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.proofmark.bench.ServiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's walk-through, as it stands, under the system's `sh`, against a packaged service that demands an API key and one
/// that does not.
class WalkthroughIT {
    private static final String API_KEY = "an API key for this test only";

    @TempDir
    private static Path folder;
    private static ServiceProcess open;
    private static ServiceProcess guarded;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, "curl"))))
                .as("curl on the path").isTrue();
        Path jar = Path.of(System.getProperty("proofmark.service.jar"));
        open = ServiceProcess.start(jar, Files.createDirectory(folder.resolve("open")), "1g", Map.of());
        guarded = ServiceProcess.start(jar, Files.createDirectory(folder.resolve("guarded")), "1g", Map.of("PROOFMARK_API_KEY", API_KEY));
    }

    @AfterAll
    static void stop() throws Exception {
        for (ServiceProcess service : new ServiceProcess[] {open, guarded}) {
            if (service != null) {
                service.close();
            }
        }
    }

    private record Run(int exitCode, String output) {}

    /// In an empty folder, with the system's own path and no JAVA_HOME: what a newcomer's shell has.
    private static Run walk(ServiceProcess service, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", Path.of("bin/walkthrough").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .directory(Files.createTempDirectory(folder, "anywhere").toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("HOME"));
        if (Files.notExists(Path.of("/usr/lib/jvm"))) {
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        }
        builder.environment().put("API", service.base().toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static void assertConvinced(Run run) throws IOException {
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output().lines().filter(line -> line.startsWith("{"))).as(run.output())
                .hasSize(2).allMatch(line -> line.contains("\"valid\":true"));
        assertThat(run.output()).contains("VALID").contains("loan application 2026-000417");
        for (String file : List.of("key.bin", "proof.bin", "statement.bin")) {
            assertThat(Files.size(Path.of("target/walkthrough", file))).as(file).isPositive();
        }
    }

    @Test
    void itEndsWithAProofThatConvinces() throws Exception {
        assertConvinced(walk(open, Map.of()));
    }

    @Test
    void itSendsAnApiKey() throws Exception {
        assertConvinced(walk(guarded, Map.of("PROOFMARK_API_KEY", API_KEY)));
        Run without = walk(guarded, Map.of());
        assertThat(without.exitCode()).isNotZero();
        assertThat(without.output()).contains("\"code\":\"unauthorized\"").doesNotContain("VALID");
    }

    @Test
    void aRefusedModelIsReportedAndNothingElseHappens() throws Exception {
        Path text = Files.writeString(folder.resolve("no-model.onnx"), "this is no model");
        Path sample = Path.of("src/main/resources/sample").toAbsolutePath();
        Run run = walk(open, Map.of(), text.toString(), sample.resolve("calibration.json").toString(),
                sample.resolve("applicant.json").toString());
        assertThat(run.exitCode()).isNotZero();
        assertThat(run.output()).contains("\"status\":422").contains("\"detail\":").doesNotContain("VALID").doesNotContain("proof  ");
    }
}
