package dev.proofmark.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.compiler.CalibrationData;
import dev.proofmark.compiler.CompileListener;
import dev.proofmark.compiler.CompileOptions;
import dev.proofmark.compiler.CompiledModel;
import dev.proofmark.compiler.ModelCompiler;
import dev.proofmark.compiler.ModelInputs;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.service.tensors.Signature;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What calibration data shows in a key and on a model's page: sizes, rounded to powers of two, and measured errors.
class CalibrationLeakTest {
    private static final int FEATURES = 6;
    private static final int SAMPLES = 24;
    private static final int[] SHAPE = {1, FEATURES};

    private static final double[] EQUAL_SIZES = {1, 1, 1, 1, 1, 1};
    private static final double[] UNEQUAL_SIZES = {90, 1_000_000, 0.35, 2024, 1, 30};

    /// Other data of the same sizes: the key's circuit and the page are the same but for the measured errors.
    @Test
    void dataOfEqualSizeShowsNoDifference() {
        CompiledModel one = compiled(samples(new Random(3), EQUAL_SIZES, 1.1));
        CompiledModel other = compiled(samples(new Random(3), EQUAL_SIZES, 1.1 * 0.97));
        assertThat(one.accuracy()).as("measured on other data").isNotEqualTo(other.accuracy());
        assertThat(CircuitCodec.encode(other.lowered().circuit())).isEqualTo(CircuitCodec.encode(one.lowered().circuit()));
        assertThat(page(other)).isEqualTo(page(one));
        assertThat(other.notes()).isEqualTo(one.notes());
        assertThat(other.lowered().cost()).isEqualTo(one.lowered().cost());
    }

    /// The control: data of twice the size.
    @Test
    void dataOfAnotherSizeShowsIts() {
        CompiledModel one = compiled(samples(new Random(3), EQUAL_SIZES, 1.1));
        CompiledModel other = compiled(samples(new Random(3), EQUAL_SIZES, 2.2));
        assertThat(CircuitCodec.encode(other.lowered().circuit())).isNotEqualTo(CircuitCodec.encode(one.lowered().circuit()));
        assertThat(page(other)).isNotEqualTo(page(one));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void rangesAndScalesAreAFewStepsOfAPowerOfTwo(int seed) {
        Random random = new Random(seed);
        CompiledModel model = compiled(samples(random, seed % 2 == 0 ? EQUAL_SIZES : UNEQUAL_SIZES, 0.5 + random.nextDouble()));
        Circuit circuit = model.lowered().circuit();
        assertThat(circuit.inputs().getFirst().scale().isUniform()).isEqualTo(seed % 2 == 0);
        for (Port port : circuit.inputs()) {
            assertThat(significantBits(port.scale().unit())).as("step of %s", port.name()).isEqualTo(1);
            assertThat(Long.bitCount(port.range().count())).as("integers of %s", port.name()).isEqualTo(1);
            assertThat(Math.floorMod(port.range().low(), port.range().count() / 2)).as("first integer of %s", port.name()).isZero();
        }
        for (Port port : circuit.outputs()) {
            assertThat(significantBits(port.scale().unit())).as("step of %s", port.name()).isEqualTo(1);
        }
        Signature page = page(model);
        List<Double> shown = new ArrayList<>(page.inputs().getFirst().range());
        if (page.inputs().getFirst().ranges() != null) {
            page.inputs().getFirst().ranges().byIndex().forEach(shown::addAll);
        }
        int integers = Long.numberOfTrailingZeros(circuit.inputs().getFirst().range().count());
        assertThat(shown).as("whole steps").hasSizeGreaterThanOrEqualTo(2).allSatisfy(
                end -> assertThat(significantBits(end)).as("%s", end).isLessThanOrEqualTo(integers));
    }

    /// The owner's own numbers stay as they are, and so do the rows of their table.
    @Test
    void aDeclaredRangeStaysExact() {
        RealRange declared = new RealRange(-1.2345, 1.5);
        CompiledModel model = ModelCompiler.compile(network().source(),
                CompileOptions.defaults().withInputRanges(Map.of("x", declared)),
                new CalibrationData(samples(new Random(3), EQUAL_SIZES, 1.1)), CompileListener.SILENT);
        assertThat(page(model).inputs().getFirst().range()).containsExactly(declared.low(), declared.high());
        Port port = model.lowered().circuit().inputs().getFirst();
        assertThat(port.range()).isEqualTo(new IntegerRange(
                Math.round(declared.low() / port.scale().unit()), Math.round(declared.high() / port.scale().unit())));
    }

    /// Tables with an argument of their own: functions that vary far from zero.
    @Test
    void domainsOfFunctionsLieOnACoarseGrid() {
        OnnxModelBuilder model = new OnnxModelBuilder(13).input("x", 1, FEATURES)
                .weights("w", List.of((long) FEATURES, 3L), new Random(1).doubles(FEATURES * 3, -1, 1).toArray())
                .weights("far", List.of(3L), 30, 31, 32)
                .node("MatMul", List.of("x", "w"), "sum").node("Add", List.of("sum", "far"), "positive")
                .node("Sqrt", List.of("positive"), "y").output("y");
        List<byte[]> circuits = new ArrayList<>();
        for (double size : new double[] {1.1, 1.07, 1.04, 4.4}) {
            CompiledModel compiled = ModelCompiler.compile(model.source(), CompileOptions.defaults(),
                    new CalibrationData(samples(new Random(2), EQUAL_SIZES, size)), CompileListener.SILENT);
            circuits.add(CircuitCodec.encode(compiled.lowered().circuit()));
            assertThat(compiled.accuracy().relativeError()).isLessThan(0.001);
        }
        assertThat(circuits.subList(1, 3)).allSatisfy(circuit -> assertThat(circuit).isEqualTo(circuits.getFirst()));
        assertThat(circuits.getLast()).as("the control: data of another size").isNotEqualTo(circuits.getFirst());
    }

    private static CompiledModel compiled(List<ModelInputs> calibration) {
        return ModelCompiler.compile(
                network().source(), CompileOptions.defaults(), new CalibrationData(calibration), CompileListener.SILENT);
    }

    private static Signature page(CompiledModel model) {
        return CompilerTypes.signature(model.signature(), model.lowered().circuit());
    }

    /// 1 for a power of two, 0 for zero.
    private static int significantBits(double x) {
        long mantissa = Double.doubleToLongBits(x) & (1L << 52) - 1;
        return x == 0 ? 0 : mantissa == 0 ? 1 : 53 - Long.numberOfTrailingZeros(mantissa);
    }

    /// Standardises its input, then layers with functions that share a table and functions that have their own.
    private static OnnxModelBuilder network() {
        Random random = new Random(5);
        double[] reciprocals = Arrays.stream(UNEQUAL_SIZES).map(size -> 1 / size).toArray();
        return new OnnxModelBuilder(13).input("x", 1, FEATURES)
                .weights("reciprocals", List.of((long) FEATURES), reciprocals)
                .weights("first", List.of((long) FEATURES, 8L), random.doubles(FEATURES * 8, -1, 1).toArray())
                .weights("second", List.of(8L, 5L), random.doubles(40, -1, 1).toArray())
                .weights("third", List.of(5L, 4L), random.doubles(20, -1, 1).toArray())
                .weights("fourth", List.of(4L, 3L), random.doubles(12, -1, 1).toArray())
                .node("Mul", List.of("x", "reciprocals"), "standard")
                .node("MatMul", List.of("standard", "first"), "a").node("Relu", List.of("a"), "b")
                .node("MatMul", List.of("b", "second"), "c").node("Sigmoid", List.of("c"), "d")
                .node("MatMul", List.of("d", "third"), "e").node("Tanh", List.of("e"), "f")
                .node("MatMul", List.of("f", "fourth"), "y")
                .output("y");
    }

    private static List<ModelInputs> samples(Random random, double[] sizes, double size) {
        return IntStream.range(0, SAMPLES).mapToObj(i -> {
            double[] values = new double[FEATURES];
            Arrays.setAll(values, k -> sizes[k] * size * (2 * random.nextDouble() - 1));
            return ModelInputs.named(Map.of("x", DenseTensor.of(TensorShape.of(SHAPE), values)));
        }).toList();
    }
}
