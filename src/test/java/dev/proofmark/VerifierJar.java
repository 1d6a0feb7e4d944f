package dev.proofmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs the packaged offline verifier as a user does: `java -jar proofmark-verifier.jar ...`, no other flag.
final class VerifierJar {
    private VerifierJar() {
    }

    /// What a run printed (both streams) and its exit code.
    record Run(int exitCode, String output) {
    }

    static Path path() {
        return Path.of(System.getProperty("proofmark.verifier.jar", "target/proofmark-verifier.jar"));
    }

    static Run run(Path java, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-jar", path().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the verifier did not end within ten minutes: " + output);
        }
        return new Run(process.exitValue(), output);
    }

    /// A Java runtime older than 25 in one of the usual places, or null.
    static Path olderJava() throws IOException {
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return null;
        }
        try (Stream<Path> homes = Files.list(usual)) {
            return homes.filter(home -> home.getFileName().toString().matches(".*(java-|jdk-?)(8|11|17|21)(\\D.*|$)"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .sorted()
                    .findFirst().orElse(null);
        }
    }
}
