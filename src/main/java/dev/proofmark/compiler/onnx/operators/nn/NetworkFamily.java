package dev.proofmark.compiler.onnx.operators.nn;

import dev.proofmark.compiler.onnx.node.Operator;
import java.util.List;
import java.util.stream.Stream;

/// The family's operators, a line per file.
public final class NetworkFamily {

    private NetworkFamily() {}

    public static List<Operator> operators() {
        return Stream.of(
                BatchNormalizationOperator.operators(),
                ConvOperator.operators(),
                PoolOperators.operators(),
                SoftmaxOperator.operators())
                .flatMap(List::stream)
                .toList();
    }
}
