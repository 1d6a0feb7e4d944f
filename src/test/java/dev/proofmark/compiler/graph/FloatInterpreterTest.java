package dev.proofmark.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Kernels against definitions, written as plainly as possible.
class FloatInterpreterTest {

    private static final long SEED = 7;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private DenseTensor random(int... lengths) {
        TensorShape shape = TensorShape.of(lengths);
        double[] values = new double[shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble(-1, 1);
        }
        return DenseTensor.of(shape, values);
    }

    @Test
    void matrixProductsAtAwkwardSizes() {
        for (int[] size : new int[][] {{1, 1, 1}, {2, 3, 1}, {1, 129, 2}, {3, 5, 513}, {2, 257, 1025}, {7, 4, 6}}) {
            DenseTensor a = random(size[0], size[1]);
            DenseTensor b = random(size[1], size[2]);
            DenseTensor product = FloatInterpreter.apply(new MatMul(), List.of(a, b));
            for (int i = 0; i < size[0]; i++) {
                for (int j = 0; j < size[2]; j++) {
                    double sum = 0;
                    for (int k = 0; k < size[1]; k++) {
                        sum += a.value(i * size[1] + k) * b.value(k * size[2] + j);
                    }
                    assertThat(product.value(i * size[2] + j)).as("seed " + SEED).isCloseTo(sum, within(1e-11));
                }
            }
        }
    }

    @Test
    void matrixProductsBroadcastAndTakeVectors() {
        DenseTensor a = random(2, 1, 3, 4);
        DenseTensor b = random(5, 4, 6);
        DenseTensor product = FloatInterpreter.apply(new MatMul(), List.of(a, b));
        assertThat(product.shape()).isEqualTo(TensorShape.of(2, 5, 3, 6));
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            sum += a.value(((1 * 3) + 2) * 4 + k) * b.value((3 * 4 + k) * 6 + 5);
        }
        assertThat(product.value(((1 * 5 + 3) * 3 + 2) * 6 + 5)).isCloseTo(sum, within(1e-12));
        DenseTensor x = random(4);
        assertThat(FloatInterpreter.apply(new MatMul(), List.of(x, random(4, 6))).shape()).isEqualTo(TensorShape.of(6));
        assertThat(FloatInterpreter.apply(new MatMul(), List.of(x, random(4))).shape()).isEqualTo(TensorShape.SCALAR);
    }

    @Test
    void convolutionsWithEveryParameter() {
        for (int round = 0; round < 60; round++) {
            int groups = random.nextInt(1, 4);
            int in = random.nextInt(1, 3);
            int out = random.nextInt(1, 3);
            Window window = window();
            DenseTensor x = random(random.nextInt(1, 3), groups * in, random.nextInt(5, 9), random.nextInt(5, 9));
            DenseTensor w = random(groups * out, in, window.kernel().get(0), window.kernel().get(1));
            DenseTensor bias = random(groups * out);
            DenseTensor y = FloatInterpreter.apply(new Convolution(window, groups), List.of(x, w, bias));
            assertThat(y).as("seed " + SEED + ", round " + round).satisfies(actual -> {
                for (int i = 0; i < y.values().length; i++) {
                    assertThat(actual.value(i)).isCloseTo(convolved(window, groups, x, w, bias, y.shape(), i), within(1e-12));
                }
            });
        }
    }

    private Window window() {
        return new Window(
                List.of(random.nextInt(1, 4), random.nextInt(1, 4)),
                List.of(random.nextInt(1, 4), random.nextInt(1, 4)),
                List.of(random.nextInt(1, 3), random.nextInt(1, 3)),
                List.of(random.nextInt(0, 3), random.nextInt(0, 3)),
                List.of(random.nextInt(0, 3), random.nextInt(0, 3)));
    }

    private static double convolved(
            Window window, int groups, DenseTensor x, DenseTensor w, DenseTensor bias, TensorShape shape, int flat) {
        int column = flat % shape.length(3);
        int row = flat / shape.length(3) % shape.length(2);
        int output = flat / shape.product(2, 4) % shape.length(1);
        int batch = flat / shape.product(1, 4);
        int in = w.shape().length(1);
        int group = output / (shape.length(1) / groups);
        double sum = bias.value(output);
        for (int c = 0; c < in; c++) {
            for (int i = 0; i < window.kernel().get(0); i++) {
                for (int j = 0; j < window.kernel().get(1); j++) {
                    int h = window.inputIndex(0, row, i);
                    int v = window.inputIndex(1, column, j);
                    if (h >= 0 && h < x.shape().length(2) && v >= 0 && v < x.shape().length(3)) {
                        int at = ((batch * x.shape().length(1) + group * in + c) * x.shape().length(2) + h) * x.shape().length(3) + v;
                        sum += x.value(at) * w.value(((output * in + c) * window.kernel().get(0) + i) * window.kernel().get(1) + j);
                    }
                }
            }
        }
        return sum;
    }

    @Test
    void largeWindowsAreTakenInBlocks() {
        List<Integer> one = List.of(1);
        Window window = new Window(List.of(2000), one, one, List.of(999), List.of(1000));
        DenseTensor x = DenseTensor.filled(TensorShape.of(1, 2, 2000), 1);
        DenseTensor w = DenseTensor.filled(TensorShape.of(1, 2, 2000), 1);
        DenseTensor y = FloatInterpreter.apply(new Convolution(window, 1), List.of(x, w));
        for (int o = 0; o < 2000; o++) {
            int valid = Math.min(2000, o + 1001) - Math.max(0, o - 999);
            assertThat(y.value(o)).isEqualTo(2 * valid);
        }
        DenseTensor ramp = DenseTensor.of(TensorShape.of(1, 1, 2000), java.util.stream.IntStream.range(0, 2000).asDoubleStream().toArray());
        DenseTensor maxima = FloatInterpreter.apply(new MaxPool(window), List.of(ramp));
        assertThat(maxima.value(0)).isEqualTo(1000);
        assertThat(maxima.value(1999)).isEqualTo(1999);
    }

    @Test
    void pools() {
        Window window = new Window(List.of(2, 2), List.of(1, 2), List.of(1, 1), List.of(1, 0), List.of(0, 0));
        DenseTensor x = DenseTensor.of(TensorShape.of(1, 1, 2, 4), -1, -2, -3, -4, -5, -6, -7, -8);
        assertThat(FloatInterpreter.apply(new MaxPool(window), List.of(x)).values()).containsExactly(-1, -3, -1, -3);
        AveragePool average = new AveragePool(window, List.of(List.of(1, 2), List.of(2, 2)));
        assertThat(FloatInterpreter.apply(average, List.of(x)).values()).containsExactly(-1.5, -3.5, -3.5, -5.5);
        assertThat(average.uniformDivisor()).isEmpty();
    }

    @Test
    void softmaxSumsToOneAlongItsAxis() {
        DenseTensor x = random(2, 3, 4).map(value -> value * 1000);
        for (int axis = 0; axis < 3; axis++) {
            DenseTensor y = FloatInterpreter.apply(new Softmax(axis), List.of(x));
            DenseTensor sums = FloatInterpreter.apply(new ReduceSum(List.of(axis)), List.of(y));
            assertThat(sums.values()).hasSize(24 / x.shape().length(axis));
            for (double sum : sums.values()) {
                assertThat(sum).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void layoutOperatorsMoveTheRightElements() {
        DenseTensor x = DenseTensor.of(TensorShape.of(2, 3), 0, 1, 2, 10, 11, 12);
        assertThat(FloatInterpreter.apply(new Transpose(List.of(1, 0)), List.of(x)).values())
                .containsExactly(0, 10, 1, 11, 2, 12);
        assertThat(FloatInterpreter.apply(new Slice(List.of(1, 2), List.of(1, 2), List.of(1, -2)), List.of(x)).values())
                .containsExactly(12, 10);
        assertThat(FloatInterpreter.apply(new Select(1, List.of(2, 2, 0)), List.of(x)).values())
                .containsExactly(2, 2, 0, 12, 12, 10);
        assertThat(FloatInterpreter.apply(new Pad(List.of(1, 0), List.of(0, 1), 9), List.of(x)).values())
                .containsExactly(9, 9, 9, 9, 0, 1, 2, 9, 10, 11, 12, 9);
        assertThat(FloatInterpreter.apply(new Concat(1), List.of(x, x)).values())
                .containsExactly(0, 1, 2, 0, 1, 2, 10, 11, 12, 10, 11, 12);
        assertThat(FloatInterpreter.apply(new ReduceSum(List.of(0)), List.of(x)).values()).containsExactly(10, 12, 14);
    }
}
