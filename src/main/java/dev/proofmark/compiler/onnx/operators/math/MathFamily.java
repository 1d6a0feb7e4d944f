package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.onnx.node.Operator;
import java.util.List;
import java.util.stream.Stream;

/// The family's operators, a line per file.
public final class MathFamily {

    private MathFamily() {}

    public static List<Operator> operators() {
        return Stream.of(
                ArithmeticOperators.operators(),
                CastOperators.operators(),
                ClipOperator.operators(),
                MatMulOperators.operators(),
                MaximumOperators.operators(),
                PowerOperator.operators(),
                UnaryOperators.operators())
                .flatMap(List::stream)
                .toList();
    }
}
