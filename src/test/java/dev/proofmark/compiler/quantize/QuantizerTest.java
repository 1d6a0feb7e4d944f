package dev.proofmark.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.AveragePool;
import dev.proofmark.compiler.graph.Concat;
import dev.proofmark.compiler.graph.Convolution;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementaryFunction;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.MatMul;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.ReduceSum;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.Select;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.graph.Subtract;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.UnaryFunction;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.graph.Window;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.Step;
import dev.proofmark.compiler.quantize.program.Widths;
import dev.proofmark.compiler.synthesis.CircuitLowering;
import dev.proofmark.compiler.synthesis.LoweringOptions;
import dev.proofmark.compiler.synthesis.OutputVisibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Operator by operator: the integer program stays close to the float graph, every step stays inside its bound, on random
/// inputs and on the corners of the declared range.
class QuantizerTest {

    private static final RealRange UNIT = new RealRange(-1, 1);
    private static final Window SQUARE = window(3, 1, 1, 1);

    record Case(String name, BiFunction<GraphSketch, Value, Value> network, int... shape) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("dense", QuantizerTest::dense, 1, 12),
                new Case("dense relu dense", (g, x) -> dense(g, unary(g, ElementaryFunction.RELU, dense(g, x))), 1, 12),
                new Case("weights on the left", (g, x) -> g.apply(new MatMul(), g.weights(0.3, 5, 12), x), 12, 2),
                new Case("vector times matrix", (g, x) -> g.apply(new MatMul(), x, g.weights(0.3, 12, 3)), 12),
                new Case("matrix times vector", (g, x) -> g.apply(new MatMul(), g.weights(0.3, 3, 12), x), 12),
                new Case("product of activations",
                        (g, x) -> g.apply(new MatMul(), dense(g, x), g.apply(new Transpose(List.of(1, 0)), dense(g, x))), 3, 12),
                new Case("elementwise product",
                        (g, x) -> g.apply(new Multiply(), dense(g, x), unary(g, ElementaryFunction.SIGMOID, dense(g, x))), 1, 12),
                new Case("conv relu conv", (g, x) -> conv(g, unary(g, ElementaryFunction.RELU, conv(g, x))), 1, 4, 6, 6),
                new Case("conv then max pool then relu",
                        (g, x) -> unary(g, ElementaryFunction.RELU, g.apply(new MaxPool(window(2, 2, 0, 0)), conv(g, x))), 1, 4, 6, 6),
                new Case("padded max pool of signed values", (g, x) -> g.apply(new MaxPool(window(3, 2, 1, 1)), x), 1, 2, 7, 7),
                new Case("average pool of an accumulator", (g, x) -> g.apply(average(3, 3), conv(g, x)), 1, 4, 6, 6),
                new Case("average pool between convolutions",
                        (g, x) -> conv(g, g.apply(average(2, 2), unary(g, ElementaryFunction.RELU, conv(g, x)))), 1, 4, 6, 6),
                new Case("uneven average pool", (g, x) -> conv(g, g.apply(uneven(), unary(g, ElementaryFunction.RELU, conv(g, x)))), 1, 4,
                        5, 5),
                new Case("uneven average of an accumulator", (g, x) -> g.apply(uneven(), conv(g, x)), 1, 4, 5, 5),
                new Case("residual", QuantizerTest::residual, 1, 4, 6, 6),
                new Case("two convolutions added", (g, x) -> unary(g, ElementaryFunction.RELU, g.apply(new Add(), conv(g, x), conv(g, x))),
                        1, 4, 6, 6),
                new Case("standardised input",
                        (g, x) -> dense(g,
                                g.apply(new Multiply(), g.apply(new Subtract(), x, g.constant(TensorShape.of(1), 0.1307)),
                                        g.constant(TensorShape.of(1), 1 / 0.3081))),
                        1, 12),
                new Case("per-channel scale and shift",
                        (g, x) -> conv(g, g.apply(new Add(), g.apply(new Multiply(), x, g.weights(1, 4, 1, 1)), g.weights(1, 4, 1, 1))), 1,
                        4, 6, 6),
                new Case("accumulator scaled per channel", (g, x) -> g.apply(new Multiply(), conv(g, x), g.weights(1, 4, 1, 1)), 1, 4, 6,
                        6),
                new Case("accumulator times scalar", (g, x) -> g.apply(new Multiply(), g.constant(TensorShape.of(1), -0.37), conv(g, x)), 1,
                        4, 6, 6),
                new Case("minus an accumulator", (g, x) -> unary(g, ElementaryFunction.NEGATE, dense(g, x)), 1, 12),
                new Case("softmax of logits",
                        (g, x) -> g.apply(new Softmax(1), g.apply(new Multiply(), dense(g, x), g.constant(TensorShape.of(1), 4.0))), 1, 12),
                new Case("softmax in the middle", (g, x) -> dense(g, g.apply(new Softmax(1), x)), 3, 12),
                new Case("concat of branches",
                        (g, x) -> dense(g,
                                g.apply(new Concat(1), unary(g, ElementaryFunction.RELU, dense(g, x)),
                                        unary(g, ElementaryFunction.TANH, dense(g, x)), x)),
                        1, 12),
                new Case("slice, select, pad",
                        (g, x) -> g.apply(new Pad(List.of(0, 1), List.of(1, 2), 0.5),
                                g.apply(new Select(1, List.of(2, 0, 0)),
                                        g.apply(new Slice(List.of(0, 8), List.of(2, 4), List.of(1, -2)), x))),
                        2, 12),
                new Case("pad of an accumulator", (g, x) -> g.apply(new Pad(List.of(0, 1), List.of(0, 0), -0.25), dense(g, x)), 1, 12),
                new Case("mean",
                        (g, x) -> g.apply(new Multiply(), g.apply(new ReduceSum(List.of(1)), x), g.constant(TensorShape.SCALAR, 1 / 12.0)),
                        2, 12),
                new Case("sum of an accumulator", (g, x) -> g.apply(new ReduceSum(List.of(0)), dense(g, x)), 3, 12),
                new Case("variance", QuantizerTest::variance, 2, 12),
                new Case("reshape and transpose",
                        (g, x) -> g.apply(new Transpose(List.of(1, 0)), g.apply(new Reshape(TensorShape.of(6, 4)), x)), 2, 12),
                new Case("output read twice", (g, x) -> {
                    Value hidden = dense(g, x);
                    g.output(hidden);
                    return unary(g, ElementaryFunction.RELU, hidden);
                }, 1, 12),
                new Case("silu from parts", (g, x) -> g.apply(new Multiply(), x, unary(g, ElementaryFunction.SIGMOID, x)), 1, 12),
                new Case("relu", function(ElementaryFunction.RELU), 1, 12),
                new Case("sigmoid", function(ElementaryFunction.SIGMOID), 1, 12),
                new Case("tanh", function(ElementaryFunction.TANH), 1, 12),
                new Case("exp", function(ElementaryFunction.EXP), 1, 12),
                new Case("abs", function(ElementaryFunction.ABS), 1, 12),
                new Case("gelu", function(ElementaryFunction.GELU), 1, 12),
                new Case("leaky relu", function(new ParametricFunction.LeakyRelu(0.1)), 1, 12),
                new Case("clip", function(new ParametricFunction.Clip(0, 0.5)), 1, 12),
                new Case("hard swish", function(ElementaryFunction.HARD_SWISH), 1, 12),
                new Case("square", function(new ParametricFunction.Power(2)), 1, 12));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void staysCloseToTheFloatGraph(Case example) {
        GraphSketch sketch = new GraphSketch(11);
        sketch.output(example.network().apply(sketch, sketch.input("x", UNIT, example.shape())));
        QuantizedProgram program =
                Quantizer.quantize(sketch.graph(), sketch.ranges(), sketch.samples(12), Precision.DEFAULT);
        double worst = 0;
        for (int i = 0; i < 12; i++) {
            worst = Math.max(worst, error(sketch, program, sketch.sample()));
        }
        assertThat(worst).as("error relative to the span").isLessThan(0.006);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noDeclaredInputLeavesABound(Case example) {
        GraphSketch sketch = new GraphSketch(12);
        sketch.output(example.network().apply(sketch, sketch.input("x", UNIT, example.shape())));
        QuantizedProgram program =
                Quantizer.quantize(sketch.graph(), sketch.ranges(), sketch.samples(2), Precision.DEFAULT);
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            boolean corners = i % 2 == 0;
            Map<String, long[]> inputs = new HashMap<>();
            for (QuantizedProgram.Port port : program.inputs()) {
                IntegerRange range = program.step(port).range();
                int count = program.step(port).shape().elementCount();
                inputs.put(port.name(), random.longs(count, 0, range.count())
                        .map(v -> corners ? (v % 2 == 0 ? range.low() : range.high()) : range.low() + v)
                        .toArray());
            }
            List<long[]> values = IntegerInterpreter.trace(program, inputs);
            for (Step step : program.steps()) {
                for (long value : values.get(step.id())) {
                    assertThat(step.range().contains(value)).as(step.name() + " " + step.range()).isTrue();
                }
            }
        }
    }

    @Test
    void allRectifiersOfAProgramAreOneTable() {
        GraphSketch sketch = new GraphSketch(13);
        Value x = sketch.input("x", UNIT, 1, 4, 8, 8);
        for (int layer = 0; layer < 4; layer++) {
            x = unary(sketch, ElementaryFunction.RELU, conv(sketch, x));
        }
        sketch.output(sketch.apply(new MaxPool(window(2, 2, 0, 0)), x));
        QuantizedProgram program =
                Quantizer.quantize(sketch.graph(), sketch.ranges(), sketch.samples(3), Precision.DEFAULT);
        assertThat(program.tables()).hasSize(1);
        assertThat(program.steps().stream()
                .filter(step -> step.op() instanceof IntegerOp.Requantize)
                .map(step -> ((IntegerOp.Requantize) step.op()).shift())
                .distinct())
                .hasSize(1);
    }

    @Test
    void calibrationFarBelowTheDeclaredRangeStaysProvable() {
        for (UnaryFunction function : List.of(ElementaryFunction.RELU, ElementaryFunction.SIGMOID)) {
            GraphSketch sketch = new GraphSketch(14);
            Value x = sketch.input("x", new RealRange(-1e6, 1e6), 1, 12);
            sketch.output(dense(sketch, unary(sketch, function, dense(sketch, dense(sketch, x)))));
            Map<String, DenseTensor> tiny = Map.of("x", DenseTensor.filled(TensorShape.of(1, 12), 1e-3));
            QuantizedProgram program =
                    Quantizer.quantize(sketch.graph(), sketch.ranges(), List.of(tiny), Precision.DEFAULT);
            for (Step step : program.steps()) {
                if (step.op() instanceof IntegerOp.Requantize op) {
                    IntegerRange arguments = Widths.rounded(program.step(op.x()).range(), op.shift());
                    assertThat(Widths.signed(arguments)).isLessThanOrEqualTo(op.function().bits() + 15);
                }
            }
            assertThat(CircuitLowering.lower(program, LoweringOptions.of(OutputVisibility.PUBLIC)).circuit().outputs())
                    .hasSize(1);
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void doublingChainsAndDeepModelsEndQuickly() {
        GraphSketch doubling = new GraphSketch(15);
        Value x = doubling.input("x", UNIT, 1, 2);
        Value y = unary(doubling, ElementaryFunction.SIGMOID, x);
        for (int i = 0; i < 40; i++) {
            y = doubling.apply(i % 2 == 0 ? new Add() : new Subtract(), y, unary(doubling, ElementaryFunction.TANH, y));
        }
        doubling.output(y);
        assertThat(Quantizer.quantize(doubling.graph(), doubling.ranges(), doubling.samples(1), Precision.DEFAULT).outputs())
                .hasSize(1);

        GraphSketch deep = new GraphSketch(16);
        Value z = deep.input("x", UNIT, 1);
        for (int i = 0; i < 20_000; i++) {
            z = unary(deep, ElementaryFunction.TANH, z);
        }
        deep.output(z);
        assertThatThrownBy(() -> Quantizer.quantize(deep.graph(), deep.ranges(), deep.samples(1), Precision.DEFAULT))
                .isInstanceOf(ModelRejectedException.class)
                .hasMessageContaining("too many layers");
    }

    @Test
    void theSameModelGivesTheSameProgram() {
        List<QuantizedProgram> programs = List.of(program(7), program(7));
        assertThat(programs.get(0).steps().toString().replaceAll("\\[J@[0-9a-f]+", ""))
                .isEqualTo(programs.get(1).steps().toString().replaceAll("\\[J@[0-9a-f]+", ""));
    }

    private static QuantizedProgram program(long seed) {
        GraphSketch sketch = new GraphSketch(seed);
        sketch.output(residual(sketch, sketch.input("x", UNIT, 1, 4, 6, 6)));
        return Quantizer.quantize(sketch.graph(), sketch.ranges(), sketch.samples(2), Precision.DEFAULT);
    }

    /// Largest difference over all outputs, relative to the expected tensor's span (or to 1 where that is more).
    static double error(GraphSketch sketch, QuantizedProgram program, Map<String, DenseTensor> sample) {
        Map<String, long[]> inputs = new HashMap<>();
        for (QuantizedProgram.Port port : program.inputs()) {
            Step step = program.step(port);
            double[] values = sample.get(port.name()).values();
            long[] integers = new long[values.length];
            for (int i = 0; i < values.length; i++) {
                integers[i] = (long) Math.floor(values[i] / step.scale() + 0.5);
            }
            inputs.put(port.name(), integers);
        }
        Map<String, long[]> actual = IntegerInterpreter.evaluate(program, inputs);
        Map<String, DenseTensor> expected = FloatInterpreter.evaluate(sketch.graph(), sample);
        double worst = 0;
        for (QuantizedProgram.Port port : program.outputs()) {
            DenseTensor reference = expected.get(port.name());
            double span = RealRange.of(reference).span();
            for (int i = 0; i < reference.values().length; i++) {
                double difference = actual.get(port.name())[i] * program.step(port).scale() - reference.value(i);
                worst = Math.max(worst, Math.abs(difference) / Math.max(span, 1));
            }
        }
        return worst;
    }

    private static BiFunction<GraphSketch, Value, Value> function(UnaryFunction function) {
        return (g, x) -> unary(g, function, dense(g, unary(g, function, x)));
    }

    private static Value unary(GraphSketch g, UnaryFunction function, Value x) {
        return g.apply(new Unary(function), x);
    }

    private static Value dense(GraphSketch g, Value x) {
        int inner = x.shape().length(x.shape().rank() - 1);
        return g.apply(new Add(), g.apply(new MatMul(), x, g.weights(0.4, inner, 7)), g.weights(0.3, 7));
    }

    private static Value conv(GraphSketch g, Value x) {
        return g.apply(new Convolution(SQUARE, 1), x, g.weights(0.2, 4, 4, 3, 3), g.weights(0.2, 4));
    }

    private static Value residual(GraphSketch g, Value x) {
        Value a = unary(g, ElementaryFunction.RELU, conv(g, x));
        Value b = conv(g, unary(g, ElementaryFunction.RELU, conv(g, a)));
        return conv(g, unary(g, ElementaryFunction.RELU, g.apply(new Add(), b, a)));
    }

    private static Value variance(GraphSketch g, Value x) {
        Value mean = g.apply(new Multiply(), g.apply(new ReduceSum(List.of(1)), x), g.constant(TensorShape.SCALAR, 1 / 12.0));
        Value centred = g.apply(new Subtract(), x, mean);
        return g.apply(new ReduceSum(List.of(1)), g.apply(new Multiply(), centred, centred));
    }

    private static Window window(int kernel, int stride, int padBegin, int padEnd) {
        return new Window(
                List.of(kernel, kernel), List.of(stride, stride), List.of(1, 1), List.of(padBegin, padBegin), List.of(padEnd, padEnd));
    }

    private static AveragePool average(int kernel, int outputs) {
        List<Integer> divisors = java.util.Collections.nCopies(6 / kernel, kernel);
        return new AveragePool(window(kernel, kernel, 0, 0), List.of(divisors, divisors));
    }

    private static AveragePool uneven() {
        List<Integer> divisors = List.of(2, 3, 3, 3, 2);
        return new AveragePool(window(3, 1, 1, 1), List.of(divisors, divisors));
    }
}
