package dev.proofmark.compiler.graph;

/// The functions with parameters.
public sealed interface ParametricFunction extends UnaryFunction {

    /// x for x >= 0, else alpha x.
    record LeakyRelu(double alpha) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return x < 0 ? alpha * x : x;
        }

        @Override
        public String label() {
            return "leaky_relu(" + alpha + ")";
        }
    }

    /// min(high, max(low, x)); the bounds may be infinite. `high` wins where they cross.
    record Clip(double low, double high) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return StrictMath.min(high, StrictMath.max(low, x));
        }

        @Override
        public String label() {
            return "clip(" + low + ", " + high + ")";
        }
    }

    /// max(0, min(1, alpha x + beta)).
    record HardSigmoid(double alpha, double beta) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return StrictMath.max(0, StrictMath.min(1, alpha * x + beta));
        }

        @Override
        public String label() {
            return "hard_sigmoid(" + alpha + ", " + beta + ")";
        }
    }

    /// x for x >= 0, else alpha (e^x - 1).
    record Elu(double alpha) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return x < 0 ? alpha * StrictMath.expm1(x) : x;
        }

        @Override
        public String label() {
            return "elu(" + alpha + ")";
        }
    }

    /// gamma x for x > 0, else gamma alpha (e^x - 1).
    record Selu(double alpha, double gamma) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return gamma * (x <= 0 ? alpha * StrictMath.expm1(x) : x);
        }

        @Override
        public String label() {
            return "selu(" + alpha + ", " + gamma + ")";
        }
    }

    /// max(0, x) + min(0, alpha (e^(x / alpha) - 1)).
    record Celu(double alpha) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return StrictMath.max(0, x) + StrictMath.min(0, alpha * StrictMath.expm1(x / alpha));
        }

        @Override
        public String label() {
            return "celu(" + alpha + ")";
        }
    }

    /// x for x > alpha, else 0.
    record ThresholdedRelu(double alpha) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return x > alpha ? x : 0;
        }

        @Override
        public String label() {
            return "thresholded_relu(" + alpha + ")";
        }
    }

    /// x * sigmoid(alpha x).
    record Swish(double alpha) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return x * SpecialFunctions.sigmoid(alpha * x);
        }

        @Override
        public String label() {
            return "swish(" + alpha + ")";
        }
    }

    /// x - bias for x > lambda, x + bias for x < -lambda, else 0.
    record Shrink(double lambda, double bias) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return x > lambda ? x - bias : x < -lambda ? x + bias : 0;
        }

        @Override
        public String label() {
            return "shrink(" + lambda + ", " + bias + ")";
        }
    }

    /// x to a constant power.
    record Power(double exponent) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return StrictMath.pow(x, exponent);
        }

        @Override
        public String label() {
            return "power(" + exponent + ")";
        }
    }

    /// Several functions in one: any expression of one variable.
    record Composed(PointwiseExpression expression) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return expression.at(x);
        }

        @Override
        public String label() {
            return expression.label();
        }
    }

    /// A constant to the power of x.
    record Exponential(double base) implements ParametricFunction {
        @Override
        public double apply(double x) {
            return StrictMath.pow(base, x);
        }

        @Override
        public String label() {
            return "exponential(" + base + ")";
        }
    }
}
