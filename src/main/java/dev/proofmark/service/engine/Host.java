package dev.proofmark.service.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What measured times hold for: processor, Java, threads and application.
final class Host {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Host() {
    }

    /// One line that differs where times may.
    static String name(int threads) {
        String version = Host.class.getPackage().getImplementationVersion();
        return "%s; %d processors; Java %s; %d threads; Proofmark %s".formatted(processor(),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), threads, version == null ? "development" : version);
    }

    private static String processor() {
        try {
            if (Files.isReadable(PROCESSORS)) {
                return Files.readAllLines(PROCESSORS).stream().filter(line -> line.startsWith("model name"))
                        .map(line -> line.replaceFirst(".*:", "").strip()).findFirst().orElse(System.getProperty("os.arch"));
            }
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
        return System.getProperty("os.arch");
    }
}
