package dev.proofmark.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Every file of the sample folder, made from the seeds below and nothing else.
final class SampleFolder {
    private static final long APPLICANTS_SEED = 20_260_101;
    private static final long HELD_OUT_SEED = 20_260_102;
    private static final long TRAINER_SEED = 20_260_103;
    private static final int APPLICANTS = 16_000;
    private static final int HELD_OUT = 8_000;
    private static final int CALIBRATION_SAMPLES = 64;

    private SampleFolder() {
    }

    record Trained(CreditNetwork network, List<Applicant> heldOut) {
        Accuracy accuracy() {
            return Accuracy.of(heldOut, network::probabilityOfDefault);
        }

        Accuracy accuracyOfTheTruth() {
            return Accuracy.of(heldOut, ApplicantGenerator::probabilityOfDefault);
        }
    }

    static Trained train() {
        List<Applicant> applicants = new ApplicantGenerator(APPLICANTS_SEED).draw(APPLICANTS);
        List<Applicant> heldOut = new ApplicantGenerator(HELD_OUT_SEED).draw(HELD_OUT);
        return new Trained(new Trainer(TRAINER_SEED).train(applicants), heldOut);
    }

    /// File name to content.
    static Map<String, byte[]> files(Trained trained) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("credit-scoring.onnx", OnnxWriter.write(trained.network()));
        files.put("calibration.json", text(calibration(trained.heldOut().subList(0, CALIBRATION_SAMPLES))));
        files.put("applicant.json", text(proofRequest(trained)));
        files.put("README.md", text(readme(trained)));
        return files;
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static String calibration(List<Applicant> applicants) {
        return applicants.stream()
                .map(a -> "  {\"inputs\": {\"" + OnnxWriter.INPUT + "\": " + row(a) + "}}")
                .collect(Collectors.joining(",\n", "{\"samples\": [\n", "\n]}\n"));
    }

    private static String proofRequest(Trained trained) {
        return """
                {
                  "inputs": {"%s": %s},
                  "inputVisibility": "private",
                  "context": "loan application 2026-000417"
                }
                """.formatted(OnnxWriter.INPUT, row(shown(trained)));
    }

    /// The applicant of the walk-through: the first held-out one whose score is neither plainly good nor plainly bad.
    static Applicant shown(Trained trained) {
        return trained.heldOut().stream().skip(CALIBRATION_SAMPLES)
                .filter(a -> Math.abs(trained.network().probabilityOfDefault(a.features()) - 0.25) < 0.05)
                .findFirst().orElseThrow();
    }

    private static String row(Applicant applicant) {
        return java.util.Arrays.stream(applicant.features()).mapToObj(SampleFolder::number)
                .collect(Collectors.joining(", ", "[[", "]]"));
    }

    private static String number(double value) {
        return value == StrictMath.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String readme(Trained trained) {
        Accuracy accuracy = trained.accuracy();
        long defaulted = trained.heldOut().stream().filter(Applicant::defaulted).count();
        StringBuilder table = new StringBuilder();
        for (Feature feature : Feature.values()) {
            table.append(String.format(Locale.ROOT, "| %d | `%s` | %s | %s | %s to %s |\n", feature.ordinal(),
                    feature.name().toLowerCase(Locale.ROOT), feature.meaning(), feature.unit(),
                    number(feature.lowest()), number(feature.highest())));
        }
        return String.format(Locale.ROOT, """
                # The sample model: credit scoring

                A small network (16 features, 64 and 32 hidden units with Relu, sigmoid; %d parameters) that gives the
                probability that a loan defaults. It was trained by this project on made-up applicants; it is an example of a model
                whose owner does not publish it, and must not decide about anybody.

                Input `applicant`, shape [1, 16]; output `probability_of_default`, shape [1, 1].

                | column | feature | meaning | unit | range |
                |---|---|---|---|---|
                %s
                Units are chosen so that all columns lie between 0 and 120: the input tensor is quantised with one scale.

                On %d held-out applicants, %.1f %% of whom defaulted: AUC %.4f (the true probability, which the trainer never sees,
                reaches %.4f), Brier score %.4f.

                Files: `credit-scoring.onnx` the model; `calibration.json` 64 held-out applicants, for the choice of scales;
                `applicant.json` the body of a proof request (this applicant's probability of default is %.4f).

                All of them, this file included, are written again byte for byte by `./mvnw -Psample process-test-classes`
                (sources in `src/bench/java/dev/proofmark/sample`).
                """, trained.network().parameters(), table, trained.heldOut().size(),
                100.0 * defaulted / trained.heldOut().size(), accuracy.auc(), trained.accuracyOfTheTruth().auc(),
                accuracy.brier(), trained.network().probabilityOfDefault(shown(trained).features()));
    }
}
