package dev.proofmark.service.engine;

import dev.proofmark.proving.cost.HostCalibration;
import dev.proofmark.service.platform.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Measures this host once: the prover's operations by small networks, the job around a proof by durable files.
///
/// @param folder where the service's files are
/// @param threads of one proof
record HostMeasurement(Path folder, int threads) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int FILES = 15;
    private static final int FILE_BYTES = 1 << 15;
    /// A job waits for the disk twice for its files and twice for its transactions.
    private static final int WAITS_OF_A_JOB = 4;
    /// The statements of its transactions, and reading its input.
    private static final double STATEMENTS_SECONDS = 0.002;

    /// @param ended asked many times: real work ends a measurement
    /// @return empty where it was ended, or the host was too busy to learn anything in ten seconds
    Optional<HostPrices> measure(BooleanSupplier ended) throws IOException {
        double job = STATEMENTS_SECONDS + WAITS_OF_A_JOB * durableWriteSeconds();
        return HostCalibration.measure(threads, LIMIT, ended).map(costs -> new HostPrices(costs, job));
    }

    /// The median.
    private double durableWriteSeconds() throws IOException {
        Path file = folder.resolve("host-costs.probe");
        double[] seconds = new double[FILES];
        try {
            for (int i = 0; i < FILES; i++) {
                long start = System.nanoTime();
                PrivateFiles.replace(file, new byte[FILE_BYTES]);
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Arrays.sort(seconds);
        return seconds[FILES / 2];
    }
}
