package dev.proofmark.service.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The server's own programs, run as its account: making a cluster, starting and stopping the server in it.
final class PostgresServer {
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 20;
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "password_encryption", "scram-sha-256",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "64"));

    private final ServerAccount account;
    private final Path programs;

    PostgresServer(ServerAccount account, Path binaries) {
        this.account = account;
        this.programs = binaries.resolve("bin");
    }

    /// Makes a cluster in which there is no moment without a password. Its text encoding and order are the same everywhere.
    ///
    /// @param passwordFile read once; private to whoever runs the server while it is
    void initialise(Path cluster, Path passwordFile, String user) throws IOException {
        account.own(passwordFile);
        run("make a database", "initdb", "-D", cluster.toString(), "-U", user, "-A", "scram-sha-256",
                "--pwfile", passwordFile.toString(), "-E", "UTF8", "--locale", "C");
    }

    /// Starts a server in the cluster and waits until it takes connections.
    ///
    /// @param port where it listens, on this machine only
    void start(Path cluster, int port) throws IOException {
        account.own(cluster);
        Path log = cluster.resolve("server.log");
        Files.deleteIfExists(log);
        String settings = SETTINGS.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        try {
            run("start the database", "pg_ctl", "-D", cluster.toString(), "-l", log.toString(), "-w", "-t",
                    String.valueOf(START_SECONDS), "-o", "-p " + port + " " + settings, "start");
        } catch (IOException e) {
            throw new IOException(e.getMessage() + (Files.exists(log) ? "; its log ends: " + tail(log) : ""), e);
        }
    }

    /// The process of the server that runs in the cluster; empty where none does.
    Optional<ProcessHandle> process(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String first = Files.readString(file).lines().findFirst().orElse("").strip();
        return first.matches("\\d{1,9}") ? ProcessHandle.of(Long.parseLong(first)) : Optional.empty();
    }

    /// Ends all sessions and stops the server.
    void stop(Path cluster) throws IOException {
        run("stop the database", "pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t",
                String.valueOf(STOP_SECONDS), "stop");
    }

    /// **Leaks** nothing: no argument is a secret.
    private void run(String purpose, String program, String... arguments) throws IOException {
        List<String> command = account.command(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = programs.resolveSibling(program + ".output"); // a file: the server keeps a pipe open
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("cannot %s: %s ended with %d: %s".formatted(purpose, program, exit, tail(output)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while trying to " + purpose, e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
