package dev.proofmark.service.engine;

import dev.proofmark.proving.cost.FixedCosts;
import dev.proofmark.proving.cost.WorkUnits;
import dev.proofmark.proving.cost.UnitCosts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/// What proofs cost on one host: the prover's operations, and the job around a proof.
///
/// @param jobSeconds claiming a job, reading its input, storing the proof and ending the job
record HostPrices(UnitCosts costs, double jobSeconds) {
    /// For hosts that were not measured; the same everywhere.
    static final HostPrices FIXED = new HostPrices(FixedCosts.COSTS, 0.010);
    private static final String HOST = "host";
    private static final String JOB = "job-seconds";

    HostPrices {
        if (!(jobSeconds >= 0) || Double.isInfinite(jobSeconds)) {
            throw new IllegalArgumentException("a job takes at least 0 seconds, got " + jobSeconds);
        }
    }

    /// Wall-clock seconds of a job that makes a proof, on a node with nothing else to do.
    double seconds(WorkUnits work) {
        return jobSeconds + costs.seconds(work);
    }

    /// The prices as a file keeps them, for the host of that name.
    byte[] encode(String host) {
        Map<String, String> lines = new TreeMap<>();
        costs.named().forEach((operation, nanoseconds) -> lines.put(operation, Double.toString(nanoseconds)));
        StringBuilder text = new StringBuilder("# Nanoseconds a unit of the prover's operations, measured on this host.\n")
                .append(HOST).append('=').append(host).append('\n').append(JOB).append('=').append(jobSeconds).append('\n');
        lines.forEach((operation, price) -> text.append(operation).append('=').append(price).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The inverse of `encode`; empty for another host's file and for a damaged one.
    static Optional<HostPrices> decode(byte[] file, String host) {
        try {
            Properties lines = new Properties();
            lines.load(new StringReader(new String(file, StandardCharsets.UTF_8)));
            if (!host.equals(lines.getProperty(HOST))) {
                return Optional.empty();
            }
            double job = Double.parseDouble(lines.getProperty(JOB, ""));
            Map<String, Double> named = new TreeMap<>();
            for (String name : lines.stringPropertyNames()) {
                if (!name.equals(HOST) && !name.equals(JOB)) {
                    named.put(name, Double.valueOf(lines.getProperty(name)));
                }
            }
            return Optional.of(new HostPrices(UnitCosts.ofNamed(named), job));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
