package dev.proofmark.service.testing;

import dev.proofmark.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service with the fake engine, in a process of its own that a test may kill or freeze.
public final class TestNode implements AutoCloseable {
    private static final long START_SECONDS = 900;

    /// On a busy machine a slow database is none that is away.
    private static final Map<String, String> DEFAULTS = Map.of(
            "server.port", "0",
            "proofmark.workers", "1",
            "proofmark.warm-up", "0s",
            "proofmark.jobs.lease", "30s",
            "proofmark.jobs.heartbeat", "300ms",
            "proofmark.jobs.poll", "100ms",
            "spring.datasource.hikari.connection-timeout", "60000",
            "spring.datasource.hikari.data-source-properties.socketTimeout", "60",
            "springdoc.api-docs.enabled", "false",
            "logging.level.org", "WARN");

    private final Process process;
    private final Path home;
    private Api api;

    private TestNode(Process process, Path home) {
        this.process = process;
        this.home = home;
    }

    /// The setting of a node whose engine makes keys of that format.
    public static Map.Entry<String, String> format(int format) {
        return Map.entry("test.format", String.valueOf(format));
    }

    /// Starts a node; `home` takes its log, journal and port, and is kept between starts.
    public static TestNode start(Path home, Map<String, String> settings) throws IOException {
        return start(home, List.of(), settings);
    }

    /// @param within a command that turns into the one given to it
    public static TestNode start(Path home, List<String> within, Map<String, String> settings) throws IOException {
        Files.createDirectories(home);
        Files.deleteIfExists(home.resolve("port"));
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.getOrDefault("test.heap", "256m"), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Dfake.format=" + settings.getOrDefault("test.format", "1"),
                "-Dfake.journal=" + home.resolve("journal"), "-Dtest.port.file=" + home.resolve("port"),
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TestNode.class.getName()));
        Map<String, String> all = new TreeMap<>(DEFAULTS);
        all.put("management.server.port", "0");
        all.putAll(settings);
        all.forEach((name, value) -> command.add("--" + name + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                .start();
        return new TestNode(process, home);
    }

    /// Waits until the node serves, and gives a client of it.
    public Api api() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (api == null) {
            if (Files.exists(home.resolve("port"))) {
                api = new Api(Integer.parseInt(Files.readString(home.resolve("port")).strip()));
            } else if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the node did not start:\n" + log());
            } else {
                Thread.sleep(20);
            }
        }
        return api;
    }

    /// The exit code of a node that ends by itself.
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the node does not end");
        }
        return process.exitValue();
    }

    /// The log, for a message about something else.
    public String quietLog() {
        try {
            return log();
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    public String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    /// Lines of the fake engine of this node, of all its starts.
    public List<String> journal() throws IOException {
        return Files.exists(home.resolve("journal")) ? Files.readAllLines(home.resolve("journal")) : List.of();
    }

    /// The file system as the node sees it.
    public Path root() {
        return Path.of("/proc/" + process.pid() + "/root");
    }

    /// Waits until the process has ended by itself; gives its status.
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the node did not end");
        }
        return process.exitValue();
    }

    /// `kill -9`.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    /// An orderly stop.
    @Override
    public void close() throws IOException {
        process.toHandle().destroy(); // unlike the process's own method, this leaves its standard input open
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().start(TestNode::endWithTheTest);
        ConfigurableApplicationContext context =
                new SpringApplication(Application.class, FakeEngineConfiguration.class).run(arguments);
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        Path file = Path.of(System.getProperty("test.port.file"));
        Path aside = file.resolveSibling("port.tmp");
        Files.writeString(aside, String.valueOf(port));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The test holds the other end of standard input: when it is gone, however it ended, this node goes too.
    private static void endWithTheTest() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            System.err.println("standard input is gone: " + e.getMessage());
        }
        Runtime.getRuntime().halt(1);
    }
}
