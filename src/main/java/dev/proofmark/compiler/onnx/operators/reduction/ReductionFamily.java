package dev.proofmark.compiler.onnx.operators.reduction;

import dev.proofmark.compiler.onnx.node.Operator;
import java.util.List;
import java.util.stream.Stream;

/// The family's operators, a line per file.
public final class ReductionFamily {

    private ReductionFamily() {}

    public static List<Operator> operators() {
        return Stream.of(
                ReductionOperators.operators())
                .flatMap(List::stream)
                .toList();
    }
}
