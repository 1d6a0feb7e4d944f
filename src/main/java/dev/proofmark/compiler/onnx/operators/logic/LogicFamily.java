package dev.proofmark.compiler.onnx.operators.logic;

import dev.proofmark.compiler.onnx.node.Operator;
import java.util.List;
import java.util.stream.Stream;

/// The family's operators, a line per file.
public final class LogicFamily {

    private LogicFamily() {}

    public static List<Operator> operators() {
        return Stream.of(
                ConstantLogicOperators.operators())
                .flatMap(List::stream)
                .toList();
    }
}
