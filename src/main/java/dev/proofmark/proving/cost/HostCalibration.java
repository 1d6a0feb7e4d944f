package dev.proofmark.proving.cost;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Shape;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Measures what this host takes for a unit of every operation, by proving small networks of very different shapes over and
/// over, stage by stage.
///
/// The least time of every stage counts: whatever else the host does only adds to it. Prices are then those that explain all
/// stages best and are no further than necessary from a common multiple of the fixed ones.
public final class HostCalibration {
    /// Below, times are those of code that is not compiled yet.
    private static final int LEAST_ROUNDS = 8;
    private static final double TIGHTNESS = 0.05;
    /// A stage shorter than this share of its proof is no better known than one of this share.
    private static final double LEAST_SHARE = 0.1;

    private final List<Subject> subjects = new ArrayList<>();
    private final int threads;

    /// A network with its key, what its proof takes in units, and the least nanoseconds seen of every stage.
    private record Subject(ProvingKey key, Map<String, long[]> inputs, Map<ProofStage, WorkUnits> work, Map<ProofStage, Long> least) {
    }

    private HostCalibration(int threads) {
        this.threads = threads;
        try (Workers workers = Workers.of(threads)) {
            subjects(workers);
        }
    }

    /// Prices of proofs by so many threads.
    ///
    /// @param limit when measuring ends; one proof may end later
    /// @param ended asked between proofs: real work ends a measurement
    /// @return empty where the measurement was ended, or the limit left no time to
    public static Optional<UnitCosts> measure(int threads, Duration limit, BooleanSupplier ended) {
        LongSupplier clock = ProofClock.of(threads);
        long end = clock.getAsLong() + limit.toNanos();
        BooleanSupplier over = () -> ended.getAsBoolean() || clock.getAsLong() - end >= 0;
        if (over.getAsBoolean()) {
            return Optional.empty();
        }
        HostCalibration calibration = new HostCalibration(threads);
        int rounds = 0;
        while (calibration.round(over)) {
            rounds++;
        }
        return rounds >= LEAST_ROUNDS && !ended.getAsBoolean() ? Optional.of(calibration.prices()) : Optional.empty();
    }

    /// Prices after so many rounds.
    static UnitCosts measured(int threads, int rounds) {
        HostCalibration calibration = new HostCalibration(threads);
        for (int i = 0; i < rounds; i++) {
            calibration.round(() -> false);
        }
        return calibration.prices();
    }

    /// Proves every network once more, or tells that it was ended.
    private boolean round(BooleanSupplier ended) {
        for (Subject subject : subjects) {
            if (ended.getAsBoolean()) {
                return false;
            }
            try (Workers workers = Workers.of(threads)) {
                prove(subject, workers);
            }
        }
        return true;
    }

    private void subjects(Workers workers) {
        add(new CalibrationNetwork(Shape.of(4), 6, 5).dense(4), Shape.of(4), 5, workers);
        add(new CalibrationNetwork(Shape.of(16), 9, 6).dense(32).dense(8), Shape.of(16), 7, workers);
        add(new CalibrationNetwork(Shape.of(16), 14, 6).dense(16), Shape.of(16), 8, workers);
        add(new CalibrationNetwork(Shape.of(512), 10, 8).dense(200), Shape.of(512), 9, workers);
        add(new CalibrationNetwork(Shape.of(32), 8, 5).dense(32).dense(32).dense(32).dense(32).dense(32), Shape.of(32), 6, workers);
        add(new CalibrationNetwork(Shape.of(64, 24), 10, 7).dense(40), Shape.of(64, 24), 8, workers);
        add(new CalibrationNetwork(Shape.of(3, 12, 12), 10, 7).convolution(6).convolution(8).dense(1), Shape.of(3, 12, 12), 8, workers);
        add(new CalibrationNetwork(Shape.of(1, 28, 28), 12, 8).convolution(8).dense(1), Shape.of(1, 28, 28), 8, workers);
        add(new CalibrationNetwork(Shape.of(4, 7, 7), 8, 5).convolution(4).dense(9), Shape.of(4, 7, 7), 6, workers);
    }

    private void add(CalibrationNetwork network, Shape input, int columnBits, Workers workers) {
        Circuit circuit = network.circuit(columnBits);
        ProvingKey key = KeyCommitment.commit(circuit, network.program(), network.weights(), new byte[32], workers);
        subjects.add(new Subject(key, Map.of(CalibrationNetwork.INPUT, CalibrationNetwork.input(input)),
                WorkCount.stages(circuit, network.program(), key.verificationKey().plan()), new EnumMap<>(ProofStage.class)));
    }

    /// There is nothing secret in these networks: the randomness may be the same every time.
    private void prove(Subject subject, Workers workers) {
        ProofClock clock = new ProofClock(threads);
        new Prover(subject.key()).prove(new Prover.Request(subject.inputs(), false, new byte[0]), new byte[32], workers, clock);
        clock.end();
        clock.nanoseconds().forEach((stage, time) -> subject.least().merge(stage, time, Math::min));
    }

    private UnitCosts prices() {
        Operation[] operations = Operation.values();
        double scale = scale();
        List<double[]> rows = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Subject subject : subjects) {
            long proof = subject.least().values().stream().mapToLong(Long::longValue).sum();
            subject.least().forEach((stage, time) -> {
                double weight = time / Math.max(time, LEAST_SHARE * proof);
                weights.add(weight);
                WorkUnits work = subject.work().get(stage);
                rows.add(Arrays.stream(operations)
                        .mapToDouble(o -> weight * scale * FixedCosts.COSTS.nanoseconds(o) * work.units(o) / time).toArray());
            });
        }
        double[] factors = RidgeFit.factors(rows.toArray(double[][]::new), weights.stream().mapToDouble(Double::doubleValue).toArray(),
                operations.length, TIGHTNESS);
        Map<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (int i = 0; i < operations.length; i++) {
            prices.put(operations[i], scale * factors[i] * FixedCosts.COSTS.nanoseconds(operations[i]));
        }
        return new UnitCosts(prices);
    }

    /// The median of what the fixed prices miss by.
    private double scale() {
        double[] ratios = subjects.stream().flatMap(subject -> subject.least().entrySet().stream()
                .map(e -> e.getValue() / 1e9 / FixedCosts.COSTS.seconds(subject.work().get(e.getKey()))))
                .mapToDouble(Double::doubleValue).sorted().toArray();
        return ratios[ratios.length / 2];
    }
}
