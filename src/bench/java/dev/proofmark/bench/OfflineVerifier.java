package dev.proofmark.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The packaged offline verifier, run as a user runs it.
public record OfflineVerifier(Path jar, Path folder) {
    /// The exit code: 0 valid, 1 rejected, 2 unusable.
    public int verify(byte[] key, byte[] proof, byte[] statement) throws IOException, InterruptedException {
        Path keyFile = Files.write(folder.resolve("key.bin"), key);
        Path proofFile = Files.write(folder.resolve("proof.bin"), proof);
        Path statementFile = Files.write(folder.resolve("statement.bin"), statement);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(List.of(java.toString(), "-jar", jar.toString(),
                "--key", keyFile.toString(), "--proof", proofFile.toString(), "--statement", statementFile.toString()))
                .redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            System.err.println(output);
        }
        return exit;
    }
}
