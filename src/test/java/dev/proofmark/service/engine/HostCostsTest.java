package dev.proofmark.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.proving.cost.FixedCosts;
import dev.proofmark.proving.cost.Operation;
import dev.proofmark.proving.cost.WorkUnits;
import dev.proofmark.proving.cost.UnitCosts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Prices of a host: measured once, kept, and fixed ones wherever that fails.
@ExtendWith(OutputCaptureExtension.class)
class HostCostsTest {
    private static final String HOST = "a processor; 2 threads";
    private static final HostPrices MEASURED = new HostPrices(twice(), 0.004);
    private final AtomicInteger measurements = new AtomicInteger();

    private static UnitCosts twice() {
        Map<String, Double> named = new HashMap<>(FixedCosts.COSTS.named());
        named.replaceAll((operation, price) -> 2 * price);
        return UnitCosts.ofNamed(named);
    }

    private HostCosts costs(Path folder, String host) {
        return new HostCosts(folder, host, ended -> {
            measurements.incrementAndGet();
            return Optional.of(MEASURED);
        }, () -> false, true);
    }

    private static double price(HostCosts costs) {
        return costs.prices().costs().nanoseconds(Operation.LEAF);
    }

    private static void awaitMeasured(HostCosts costs) throws InterruptedException {
        for (int i = 0; i < 500 && costs.prices() == HostPrices.FIXED; i++) {
            Thread.sleep(10);
        }
    }

    @Test
    void fixedPricesServeUntilTheHostIsMeasuredAndThenItsOwnStay(@TempDir Path folder) throws Exception {
        HostCosts first = costs(folder, HOST);
        assertThat(first.prices()).isEqualTo(HostPrices.FIXED);
        first.begin();
        awaitMeasured(first);
        assertThat(price(first)).isEqualTo(2 * FixedCosts.COSTS.nanoseconds(Operation.LEAF));
        HostCosts second = costs(folder, HOST);
        second.begin();
        assertThat(price(second)).as("read, without a wait").isEqualTo(price(first));
        assertThat(second.prices().jobSeconds()).isEqualTo(0.004);
        assertThat(measurements).hasValue(1);
    }

    @Test
    void aDamagedFileIsMeasuredAgain(@TempDir Path folder) throws Exception {
        costs(folder, HOST).measure();
        Path file = folder.resolve(HostCosts.FILE);
        String whole = Files.readString(file);
        for (String damaged : List.of("", whole.substring(0, whole.length() / 2), whole.replace("LEAF=", "LEAF=-"),
                whole.replace("LEAF=", "LEAF=NaN#"), whole.replaceAll("job-seconds=.*", "job-seconds=soon"), "\\u12")) {
            Files.writeString(file, damaged);
            measurements.set(0);
            HostCosts costs = costs(folder, HOST);
            costs.begin();
            awaitMeasured(costs);
            assertThat(measurements).as(damaged).hasValue(1);
            assertThat(Files.readString(file)).isEqualTo(whole);
        }
    }

    @Test
    void anotherHostsFileIsNotTaken(@TempDir Path folder) throws Exception {
        costs(folder, HOST).measure();
        HostCosts other = costs(folder, "a processor; 3 threads");
        other.begin();
        awaitMeasured(other);
        assertThat(measurements).hasValue(2);
        assertThat(Host.name(2)).isEqualTo(Host.name(2)).isNotEqualTo(Host.name(3)).contains(Runtime.version().toString());
    }

    @Test
    void whereNothingCanBeKeptFixedPricesStayAndTheLogSaysSo(@TempDir Path folder, CapturedOutput output) throws IOException {
        Path file = Files.writeString(folder.resolve("no-folder"), "a file");
        HostCosts costs = costs(file, HOST);
        assertThat(costs.measure()).as("nothing more to try").isTrue();
        assertThat(measurements).hasValue(0);
        assertThat(costs.prices()).isEqualTo(HostPrices.FIXED);
        assertThat(output).contains("This host cannot be measured; forecasts of proofs use fixed prices");
    }

    @Test
    void realWorkEndsAMeasurementWhichIsThenTriedAgain(@TempDir Path folder) {
        BooleanSupplier[] asked = new BooleanSupplier[1];
        HostCosts costs = new HostCosts(folder, HOST, ended -> {
            asked[0] = ended;
            return ended.getAsBoolean() ? Optional.empty() : Optional.of(MEASURED);
        }, () -> false, true);
        costs.began();
        assertThat(costs.measure()).as("to be tried again").isFalse();
        assertThat(costs.prices()).isEqualTo(HostPrices.FIXED);
        costs.ended();
        assertThat(costs.measure()).isTrue();
        assertThat(costs.prices()).isEqualTo(MEASURED);
        costs.destroy();
        assertThat(asked[0].getAsBoolean()).as("ended with the service").isTrue();
    }

    @Test
    void aForecastIsMadeAtThePricesOfTheMoment(@TempDir Path folder) {
        HostCosts costs = costs(folder, HOST);
        CostForecast forecast = new CostForecast(costs);
        ModelReport report = report(Map.of("LEAF", 1_000_000L));
        double fixed = forecast.of(report).proveSeconds();
        assertThat(fixed).isEqualTo(HostPrices.FIXED.seconds(WorkUnits.of(Map.of(Operation.LEAF, 1_000_000L))));
        costs.measure();
        assertThat(forecast.of(report).proveSeconds()).isEqualTo(0.004 + 2 * (fixed - HostPrices.FIXED.jobSeconds()));
        assertThat(forecast.of(report).proverBytes()).as("memory, for admission").isEqualTo(300);
        assertThat(forecast.of(report(Map.of())).proveSeconds()).as("nothing counted").isEqualTo(0.1);
    }

    private static ModelReport report(Map<String, Long> work) {
        return new ModelReport(1, List.of(), List.of(), new ModelReport.Accuracy("none", 1, 0, 0, null),
                new ModelReport.CircuitSize(1, 1, 1, 1, 1), new ModelReport.PredictedCost(0.1, 0.2, 100, 200, 300), work);
    }

    @Test
    void theFileIsText() {
        String text = new String(MEASURED.encode(HOST), StandardCharsets.UTF_8);
        assertThat(text).contains("host=" + HOST + "\n", "LEAF=" + twice().nanoseconds(Operation.LEAF) + "\n");
        assertThat(HostPrices.decode(text.getBytes(StandardCharsets.UTF_8), HOST).orElseThrow().costs().named())
                .isEqualTo(twice().named());
    }
}
