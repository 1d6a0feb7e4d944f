package dev.proofmark.bench;

import dev.proofmark.proving.cost.FixedCosts;
import dev.proofmark.proving.cost.HostCalibration;
import dev.proofmark.proving.cost.UnitCosts;
import dev.proofmark.testing.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Holds forecasts of proofs against proofs: `ForecastBenchmark DOCUMENT [MODEL-FOLDER...]`, by default all of [NamedModels].
///
/// The host is measured in this process, as the service does it, with its own synthetic networks: no price is fitted to a
/// model of the table. One thread makes the proofs, and its processor time is taken, so that other work on the machine matters little.
///
/// Ends with 1 when a forecast misses by more than 25 %, or a model failed; the table marks both.
public final class ForecastBenchmark {
    private static final double MOST_OFF = 0.25;
    private static final int PRACTICE = 3;
    /// Of each model's proofs in so many rounds over all models the fastest counts.
    private static final int ROUNDS = 12;
    private static final Duration MEASURING = Duration.ofSeconds(10);
    private static final DocumentSection SECTION = new DocumentSection("forecast");

    private ForecastBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || !Files.isDirectory(NamedModels.root())) {
            System.err.println("usage: ForecastBenchmark DOCUMENT [MODEL-FOLDER...], with the models at -Dproofmark.models");
            System.exit(2);
        }
        String machine = Machine.description();
        List<String> names = arguments.length == 1 ? NamedModels.ALL : Arrays.asList(arguments).subList(1, arguments.length);
        List<ProvenModel> models = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        boolean good = true;
        for (String name : names) {
            try {
                models.add(ProvenModel.of(ModelFolder.of(name)));
            } catch (java.io.IOException | RuntimeException e) {
                good = false;
                rows.add("| %s | failed: %s | | | | |".formatted(name, e.getClass().getSimpleName()));
            }
        }
        for (int i = 0; i < PRACTICE; i++) {
            models.forEach(ProvenModel::fastestSeconds);
        }
        UnitCosts host = HostCalibration.measure(1, MEASURING, () -> false)
                .orElseThrow(() -> new IllegalStateException("the host could not be measured within " + MEASURING));
        Map<ProvenModel, Double> fastest = new LinkedHashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            models.forEach(model -> fastest.merge(model, model.fastestSeconds(), Math::min));
        }
        for (ProvenModel model : models) {
            double measured = fastest.get(model);
            double ratio = host.seconds(model.work()) / measured;
            boolean close = Math.abs(ratio - 1) <= MOST_OFF;
            good &= close;
            rows.add(String.format(Locale.ROOT, "| %s | %.1f | %.1f | %s | %.2f |", model.name(), 1e3 * host.seconds(model.work()),
                    1e3 * measured, close ? "%.2f".formatted(ratio) : "**%.2f**".formatted(ratio),
                    FixedCosts.COSTS.seconds(model.work()) / measured));
        }
        String table = machine + "\n\n| model | predicted ms | measured ms | predicted / measured | at fixed prices |\n"
                + "|---|--:|--:|--:|--:|\n" + String.join("\n", rows) + "\n";
        System.out.println(table);
        SECTION.replace(Path.of(arguments[0]), table);
        System.exit(good ? 0 : 1);
    }
}
