package dev.proofmark.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.PortScale;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One input tensor of quantities of very different size: an age, an income, a rate, a year.
class RawFeaturesTest {

    private static final int FEATURES = 4;
    private static final double[] LOW = {18, 0, 0, 1990};
    private static final double[] HIGH = {90, 1_000_000, 0.35, 2024};
    private static final CalibrationData CALIBRATION = new CalibrationData(samples(64));

    @Test
    void everyFeatureKeepsItsPrecision() {
        CompiledModel model = compiled(CompileOptions.defaults());
        assertThat(model.accuracy().relativeError()).isLessThan(0.004);
        PortScale scale = model.lowered().circuit().inputs().getFirst().scale();
        assertThat(scale.exponents()).hasSize(FEATURES);
        assertThat(scale.axis()).isEqualTo(1);
        int[] shape = {1, FEATURES};
        for (int i = 0; i < FEATURES; i++) {
            assertThat((HIGH[i] - LOW[i]) / scale.at(shape, i)).as("steps of feature %d", i).isGreaterThan(200);
        }
        assertThat(CompiledPlan.decode(model.plan().encode())).isEqualTo(model.plan());
    }

    /// The control: what one step for all would give.
    @Test
    void aDeclaredRangeIsAcceptedWholeAtTheCostOfPrecision() {
        CompiledModel model = compiled(CompileOptions.defaults().withInputRanges(Map.of("x", new RealRange(-10, 1_100_000))));
        assertThat(model.lowered().circuit().inputs().getFirst().scale().isUniform()).isTrue();
        assertThat(model.plan().encodeInputs(input(-10, -10, 1_100_000, 1_100_000)).get("x")).hasSize(FEATURES);
        assertThat(model.accuracy().relativeError()).isGreaterThan(0.02);
        assertThat(model.warnings()).anyMatch(warning -> warning.contains("away from the float model"));
    }

    @Test
    void aFeatureTakesEightTimesWhatCalibrationShowsAndMoreIsRefused() {
        CompiledModel model = compiled(CompileOptions.defaults());
        ModelSignature.Input input = model.signature().inputs().getFirst();
        assertThat(model.plan().accepted(input, 2).high()).isBetween(8 * 0.35, 20.0);
        assertThat(model.plan().accepted(input, 1).high()).isEqualTo(input.range().high());
        long[] integers = model.plan().encodeInputs(input(640, 1_000_000, 2.5, 2024)).get("x");
        assertThat(IntegerInterpreter.evaluate(model.program(), Map.of("x", integers))).containsKey("y");
        assertThatThrownBy(() -> model.plan().encodeInputs(input(30, 1000, 200, 2020)))
                .isInstanceOf(InputRejectedException.class)
                .hasMessageContaining("Element 2")
                .hasMessageNotContaining("200");
    }

    @Test
    void pixelsShareOneStep() {
        OnnxModelBuilder model = new OnnxModelBuilder(13).input("x", 1, FEATURES)
                .weights("w", List.of((long) FEATURES, 2L), 1, 2, 3, 4, -1, -2, -3, 1)
                .node("MatMul", List.of("x", "w"), "y").output("y");
        List<ModelInputs> dark = List.of(input(0, 0.9, 1, 0.01), input(0, 0.1, 0.7, 0), input(0, 1, 0, 0.02));
        CompiledModel compiled = ModelCompiler.compile(
                model.source(), CompileOptions.defaults(), new CalibrationData(dark), CompileListener.SILENT);
        assertThat(compiled.lowered().circuit().inputs().getFirst().scale().isUniform()).isTrue();
    }

    private static CompiledModel compiled(CompileOptions options) {
        return ModelCompiler.compile(network().source(), options, CALIBRATION, CompileListener.SILENT);
    }

    /// Standardises its input, as exported training pipelines do, then two layers.
    private static OnnxModelBuilder network() {
        Random random = new Random(5);
        double[] mean = new double[FEATURES];
        double[] deviation = new double[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
            mean[i] = (LOW[i] + HIGH[i]) / 2;
            deviation[i] = (HIGH[i] - LOW[i]) / 3;
        }
        double[] first = random.doubles(FEATURES * 8, -1, 1).toArray();
        double[] second = random.doubles(8, -1, 1).toArray();
        return new OnnxModelBuilder(13).input("x", 1, FEATURES)
                .weights("mean", List.of((long) FEATURES), mean)
                .weights("deviation", List.of((long) FEATURES), deviation)
                .weights("first", List.of((long) FEATURES, 8L), first)
                .weights("second", List.of(8L, 1L), second)
                .node("Sub", List.of("x", "mean"), "centred")
                .node("Div", List.of("centred", "deviation"), "standard")
                .node("MatMul", List.of("standard", "first"), "hidden")
                .node("Relu", List.of("hidden"), "active")
                .node("MatMul", List.of("active", "second"), "y")
                .output("y");
    }

    private static List<ModelInputs> samples(int count) {
        Random random = new Random(7);
        List<ModelInputs> samples = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double[] values = new double[FEATURES];
            for (int i = 0; i < FEATURES; i++) {
                values[i] = LOW[i] + (HIGH[i] - LOW[i]) * random.nextDouble();
            }
            samples.add(input(values));
        }
        return samples;
    }

    private static ModelInputs input(double... values) {
        return ModelInputs.named(Map.of("x", DenseTensor.of(TensorShape.of(1, FEATURES), values)));
    }
}
