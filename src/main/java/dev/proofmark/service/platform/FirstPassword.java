package dev.proofmark.service.platform;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Gives a new cluster its password while no server listens on it: the server's single-user mode reads one statement
/// from standard input, then logins without password are taken out of `pg_hba.conf`.
final class FirstPassword {
    private static final String PASSWORD_ONLY = """
            # Written by Proofmark: password logins from this machine, nothing else.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    private FirstPassword() {}

    /// **Requires** a password of hex digits.
    static void set(Path binaries, Path cluster, String password) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // the server refuses to run as root
        }
        try {
            command.addAll(List.of(serverBinary(binaries), "--single", "-c", "password_encryption=scram-sha-256",
                    "-D", cluster.toString(), "postgres"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var statements = process.getOutputStream()) {
                statements.write(("ALTER USER postgres PASSWORD '" + password + "'\n").getBytes(StandardCharsets.US_ASCII));
            }
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("the new database refused its password, exit code " + exit);
            }
            PrivateFiles.replace(cluster.resolve("pg_hba.conf"), PASSWORD_ONLY.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot protect the new database in " + cluster, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a new database gets its password", e);
        }
    }

    private static String serverBinary(Path binaries) throws IOException {
        try (Stream<Path> files = Files.find(binaries, 4, (file, attributes) -> file.endsWith(Path.of("bin", "postgres")))) {
            return files.findFirst()
                    .orElseThrow(() -> new IOException("no server binary below " + binaries))
                    .toString();
        }
    }
}
