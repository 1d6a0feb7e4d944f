package dev.proofmark.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Makes the end-to-end table: `EndToEndBenchmark DOCUMENT [MODEL-FOLDER...]`, by default all of [NamedModels].
///
/// Ends with 1 when a model failed, its output was too far off, or a proof was not accepted; the table then says so.
public final class EndToEndBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int WARM_ROUNDS = 5;
    private static final String HEAP = "6g";

    private EndToEndBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("usage: EndToEndBenchmark DOCUMENT [MODEL-FOLDER...]");
            System.exit(2);
        }
        Path models = NamedModels.root();
        if (!Files.isDirectory(models)) {
            System.err.println("no models at " + models + ": set -Dproofmark.models");
            System.exit(2);
        }
        List<String> names = arguments.length == 1 ? NamedModels.ALL : Arrays.asList(arguments).subList(1, arguments.length);
        Path folder = Files.createTempDirectory("proofmark-bench");
        BenchmarkTable table = new BenchmarkTable();
        String machine = Machine.description();
        boolean good = true;
        try (ServiceProcess service = ServiceProcess.start(
                Path.of(System.getProperty("proofmark.service.jar")), folder, HEAP, Map.of("PROOFMARK_WORKERS", "1"))) {
            ModelRun run = new ModelRun(new ApiClient(service.base(), PATIENCE),
                    new OfflineVerifier(Path.of(System.getProperty("proofmark.verifier.jar")), folder));
            for (String name : names) {
                good &= one(run, service, models.resolve(name), table);
            }
        }
        System.out.println(table.markdown(machine));
        table.writeInto(Path.of(arguments[0]), machine);
        System.exit(good ? 0 : 1);
    }

    private static boolean one(ModelRun run, ServiceProcess service, Path model, BenchmarkTable table) throws Exception {
        String name = model.getFileName().toString();
        System.out.println(name);
        try {
            service.resetPeakMemory();
            ModelRun.Result result = run.run(ModelCases.read(model), WARM_ROUNDS);
            table.add(name, result, service.peakMemoryBytes());
            return result.distance().withinTolerance();
        } catch (java.io.IOException | RuntimeException e) {
            System.err.println(name + ": " + e);
            table.addFailure(name, e);
            return false;
        }
    }
}
