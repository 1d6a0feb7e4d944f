package dev.proofmark.compiler.graph;

/// An expression of one real variable, as a tree.
///
/// **Range** [#size] counts the nodes; whoever builds trees bounds it, because evaluation visits every one.
public sealed interface PointwiseExpression {

    double at(double x);

    String label();

    int size();

    /// False when the expression is certainly of the form a x + b.
    boolean isNonlinear();

    /// The variable.
    record Variable() implements PointwiseExpression {
        @Override
        public double at(double x) {
            return x;
        }

        @Override
        public String label() {
            return "x";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean isNonlinear() {
            return false;
        }
    }

    /// A number.
    record Number(double value) implements PointwiseExpression {
        @Override
        public double at(double x) {
            return value;
        }

        @Override
        public String label() {
            return Double.toString(value);
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean isNonlinear() {
            return false;
        }
    }

    /// A function of an expression.
    record Applied(UnaryFunction function, PointwiseExpression argument) implements PointwiseExpression {
        @Override
        public double at(double x) {
            return function.apply(argument.at(x));
        }

        @Override
        public String label() {
            return function.label() + " of (" + argument.label() + ")";
        }

        @Override
        public int size() {
            return Math.addExact(1, argument.size());
        }

        @Override
        public boolean isNonlinear() {
            return true;
        }
    }

    /// A sum, difference or product.
    record Combined(Arithmetic operation, PointwiseExpression left, PointwiseExpression right)
            implements PointwiseExpression {
        @Override
        public double at(double x) {
            double a = left.at(x);
            double b = right.at(x);
            return switch (operation) {
                case SUM -> a + b;
                case DIFFERENCE -> a - b;
                case PRODUCT -> a * b;
            };
        }

        @Override
        public String label() {
            return "(" + left.label() + " " + operation.sign + " " + right.label() + ")";
        }

        @Override
        public int size() {
            return Math.addExact(1, Math.addExact(left.size(), right.size()));
        }

        @Override
        public boolean isNonlinear() {
            boolean product = operation == Arithmetic.PRODUCT
                    && !(left instanceof Number)
                    && !(right instanceof Number);
            return product || left.isNonlinear() || right.isNonlinear();
        }
    }

    /// The two-sided operations.
    enum Arithmetic {
        SUM("+"),
        DIFFERENCE("-"),
        PRODUCT("*");

        private final String sign;

        Arithmetic(String sign) {
            this.sign = sign;
        }
    }
}
