package dev.proofmark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The Markdown table of the end-to-end benchmark and its place in a document: between two marker comments.
final class BenchmarkTable {
    private final List<String> rows = new ArrayList<>();

    void add(String name, ModelRun.Result result, long peakBytes) {
        OutputDistance distance = result.distance();
        double share = distance.largest() / Math.max(1, distance.span());
        rows.add(String.format(Locale.ROOT, "| %s | %d | %.2f | %.3f | %.3f | %.3f | %d | %d | %s | %.3f %% | %s |",
                name, result.parameters(), result.registerSeconds(), result.proveSeconds().getFirst(), result.fastestProof(),
                result.verifySeconds(), result.proofBytes(), result.keyBytes(),
                peakBytes == 0 ? "-" : peakBytes / (1 << 20) + " MB", 100 * share, distance.labelAgrees() ? "yes" : "**no**"));
    }

    void addFailure(String name, Exception failure) {
        String reason = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").replace("|", "/");
        rows.add("| %s | failed: %s | | | | | | | | | |".formatted(name, reason.substring(0, Math.min(160, reason.length()))));
    }

    String markdown(String machine) {
        return machine + "\n\n"
                + "| model | parameters | register s | first proof s | prove s | verify s | proof bytes | key bytes | peak memory | error | label |\n"
                + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|\n" + String.join("\n", rows) + "\n";
    }

    /// Replaces what stands between the markers of `document`.
    void writeInto(Path document, String machine) throws IOException {
        new DocumentSection("end-to-end").replace(document, markdown(machine));
    }
}
