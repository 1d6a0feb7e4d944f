package dev.proofmark.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnaryFunctionTest {

    /// Values of erf to 16 digits, from its definition by high-precision integration.
    @ParameterizedTest
    @CsvSource({
        "0, 0", "0.1, 0.1124629160182849", "0.5, 0.5204998778130465", "1, 0.8427007929497149", "2, 0.9953222650189527",
        "2.4, 0.9993114861033549", "2.6, 0.9997639655834707", "3, 0.9999779095030014", "4, 0.9999999845827421", "7, 1"
    })
    void errorFunction(double x, double expected) {
        assertThat(ElementaryFunction.ERF.apply(x)).isCloseTo(expected, within(1e-14));
        assertThat(ElementaryFunction.ERF.apply(-x)).isCloseTo(-expected, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "RELU, -2, 0", "RELU, 3, 3", "SIGMOID, 0, 0.5", "SIGMOID, -800, 0", "SIGMOID, 800, 1",
        "SIGMOID, 1, 0.7310585786300049", "SOFTPLUS, 0, 0.6931471805599453", "SOFTPLUS, 1000, 1000", "SOFTPLUS, -1000, 0",
        "SOFTSIGN, -3, -0.75", "HARD_SWISH, 3, 3", "HARD_SWISH, -4, 0", "HARD_SWISH, 1, 0.6666666666666666",
        "MISH, 1, 0.8650983882673103", "GELU, 1, 0.8413447460685429", "GELU_TANH, 1, 0.8411919906082768",
        "ASINH, -2, -1.4436354751788103", "ACOSH, 2, 1.3169578969248166", "ATANH, 0.5, 0.5493061443340548",
        "ROUND, 2.5, 2", "ROUND, -1.5, -2", "SIGN, -7, -1", "RECIPROCAL, 4, 0.25"
    })
    void elementary(ElementaryFunction function, double x, double expected) {
        assertThat(function.apply(x)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void parametric() {
        assertThat(new ParametricFunction.LeakyRelu(0.1).apply(-2)).isCloseTo(-0.2, within(1e-15));
        assertThat(new ParametricFunction.Clip(0, 6).apply(7)).isEqualTo(6);
        assertThat(new ParametricFunction.Clip(Double.NEGATIVE_INFINITY, 6).apply(-1e300)).isEqualTo(-1e300);
        assertThat(new ParametricFunction.Elu(2).apply(-1)).isCloseTo(2 * (Math.exp(-1) - 1), within(1e-15));
        assertThat(new ParametricFunction.Celu(2).apply(-1)).isCloseTo(2 * (Math.exp(-0.5) - 1), within(1e-15));
        assertThat(new ParametricFunction.HardSigmoid(0.2, 0.5).apply(1)).isCloseTo(0.7, within(1e-15));
        assertThat(new ParametricFunction.Shrink(0.5, 0.1).apply(-2)).isCloseTo(-1.9, within(1e-15));
        assertThat(new ParametricFunction.Power(3).apply(-2)).isEqualTo(-8);
        assertThat(new ParametricFunction.Exponential(2).apply(-1)).isEqualTo(0.5);
        assertThat(new ParametricFunction.Swish(1).apply(1)).isCloseTo(ElementaryFunction.SIGMOID.apply(1), within(1e-15));
    }

    @Test
    void equalFunctionsHaveEqualLabelsAndOthersDoNot() {
        assertThat(new ParametricFunction.Clip(0, 6).label()).isEqualTo(new ParametricFunction.Clip(0, 6).label());
        assertThat(new ParametricFunction.Clip(0, 6).label()).isNotEqualTo(new ParametricFunction.Clip(0, 5).label());
        assertThat(ElementaryFunction.values()).extracting(UnaryFunction::label).doesNotHaveDuplicates();
    }
}
