package dev.proofmark.kills;

import dev.proofmark.service.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// The packaged service in a process of its own, at one port through all its lives.
final class KilledService {
    private static final Duration START = Duration.ofMinutes(5);

    private final Path jar;
    private final Path folder;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    /// @param folder takes `log`, `data` and `temporary`
    KilledService(Path jar, Path folder, Map<String, String> settings) throws IOException {
        this.jar = jar;
        this.folder = folder;
        this.settings = new TreeMap<>(settings);
        Files.createDirectories(temporary());
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    Path temporary() {
        return folder.resolve("temporary");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("log");
    }

    Api api() {
        return new Api(port);
    }

    /// Starts the process; whether it serves is another question.
    ///
    /// @param more settings of this life
    void launch(Map<String, String> more) throws IOException {
        process = command(List.of(), more).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
    }

    /// A command of the operator, with the same settings: its exit code, then the lines that it printed.
    List<String> operate(String name) throws IOException, InterruptedException {
        Path output = folder.resolve(name + ".output");
        Process running = command(List.of(name), Map.of()).redirectOutput(output.toFile()).start();
        List<String> lines = new ArrayList<>(List.of(String.valueOf(running.waitFor())));
        lines.addAll(Files.readAllLines(output));
        return lines;
    }

    private ProcessBuilder command(List<String> arguments, Map<String, String> more) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", // it starts more often than it proves
                "-Djava.io.tmpdir=" + temporary(), "-jar", jar.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("SERVER_PORT", Integer.toString(port), "MANAGEMENT_SERVER_PORT", "0",
                "PROOFMARK_DATA_DIR", data().toString()));
        builder.environment().putAll(settings);
        builder.environment().putAll(more);
        return builder;
    }

    void awaitHealth() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (healthy()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("the service does not serve: " + tail());
    }

    boolean healthy() {
        try {
            return api().get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false; // not listening yet
        }
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// An orderly stop.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            kill();
            throw new AssertionError("the service does not stop: " + tail());
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return String.join("\n", Collections.singletonList(e.getMessage()));
        }
    }
}
