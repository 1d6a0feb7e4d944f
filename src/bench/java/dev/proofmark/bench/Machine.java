package dev.proofmark.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/// What the figures were measured on, in one line.
final class Machine {
    private Machine() {
    }

    static String description() throws IOException {
        return String.format(Locale.ROOT, "Measured on %s: %s, %d processors, Java %s (%s); load average before the start %.1f.",
                LocalDate.now(), processor(), Runtime.getRuntime().availableProcessors(), Runtime.version(),
                System.getProperty("java.vendor"), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
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
