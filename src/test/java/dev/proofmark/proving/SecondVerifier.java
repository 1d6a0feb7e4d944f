package dev.proofmark.proving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs `src/test/python/independent_verifier.py`, where there is a python3.
final class SecondVerifier {
    private SecondVerifier() {
    }

    /// What it printed of a vector; empty without python3.
    static Optional<String> run(Path vector) {
        return run(List.of(vector.toString()));
    }

    static Optional<String> run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("python3", "src/test/python/independent_verifier.py"));
        command.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            System.err.println("python3 is not installed: the second verifier is skipped for " + arguments.size() + " files");
            return Optional.empty();
        }
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the second verifier printed " + output + " and did not end");
            }
            return Optional.of(output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Why it does not accept a vector; empty where it does, or cannot be asked.
    static Optional<String> refusal(Path vector) {
        return run(List.of(vector.toString())).filter(output -> !output.startsWith("VALID"));
    }
}
