package dev.proofmark.compiler.graph;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// The functions without parameters.
public enum ElementaryFunction implements UnaryFunction {
    RELU(x -> x > 0 ? x : x == x ? 0 : x),
    SIGMOID(SpecialFunctions::sigmoid),
    TANH(StrictMath::tanh),
    EXP(StrictMath::exp),
    LOG(StrictMath::log),
    SQRT(StrictMath::sqrt),
    RECIPROCAL(x -> 1 / x),
    ABS(StrictMath::abs),
    NEGATE(x -> -x),
    SIGN(StrictMath::signum),
    FLOOR(StrictMath::floor),
    CEIL(StrictMath::ceil),
    /// To the nearest integer, ties to even.
    ROUND(StrictMath::rint),
    ERF(SpecialFunctions::erf),
    SIN(StrictMath::sin),
    COS(StrictMath::cos),
    TAN(StrictMath::tan),
    ASIN(StrictMath::asin),
    ACOS(StrictMath::acos),
    ATAN(StrictMath::atan),
    SINH(StrictMath::sinh),
    COSH(StrictMath::cosh),
    ASINH(SpecialFunctions::asinh),
    ACOSH(x -> StrictMath.log(x + StrictMath.sqrt(x * x - 1))),
    ATANH(x -> 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x))),
    SOFTPLUS(SpecialFunctions::softplus),
    SOFTSIGN(x -> x / (1 + StrictMath.abs(x))),
    HARD_SWISH(x -> x * StrictMath.max(0, StrictMath.min(1, x / 6 + 0.5))),
    MISH(x -> x * StrictMath.tanh(SpecialFunctions.softplus(x))),
    /// x * Phi(x), Phi the normal distribution function.
    GELU(x -> 0.5 * x * (1 + SpecialFunctions.erf(x / StrictMath.sqrt(2)))),
    /// The usual approximation of [#GELU] by a hyperbolic tangent.
    GELU_TANH(x -> 0.5 * x * (1 + StrictMath.tanh(StrictMath.sqrt(2 / StrictMath.PI) * (x + 0.044715 * x * x * x))));

    private final DoubleUnaryOperator formula;

    ElementaryFunction(DoubleUnaryOperator formula) {
        this.formula = formula;
    }

    @Override
    public double apply(double x) {
        return formula.applyAsDouble(x);
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
