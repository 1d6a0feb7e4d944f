package dev.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/// What the figures were measured on, in one line.
final class Machine {
    private Machine() {
    }

    static String description() throws IOException {
        return "Measured on %s: %s, %d processors, Java %s (%s).".formatted(LocalDate.now(), processor(),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), System.getProperty("java.vendor"));
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*:\\s*", "")).findFirst().orElse(System.getProperty("os.arch"));
    }
}
