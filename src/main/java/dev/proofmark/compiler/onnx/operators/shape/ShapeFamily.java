package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.onnx.node.Operator;
import java.util.List;
import java.util.stream.Stream;

/// The family's operators, a line per file.
public final class ShapeFamily {

    private ShapeFamily() {}

    public static List<Operator> operators() {
        return Stream.of(
                ArrangementOperators.operators(),
                BlockOperators.operators(),
                ConstantOperators.operators(),
                ExpandOperators.operators(),
                GatherOperator.operators(),
                IdentityOperators.operators(),
                PadOperator.operators(),
                ShapeOperators.operators(),
                SliceOperator.operators(),
                SplitOperator.operators())
                .flatMap(List::stream)
                .toList();
    }
}
