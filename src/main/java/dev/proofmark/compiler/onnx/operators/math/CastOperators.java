package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.OnnxTypes;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.file.Rounding;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.OnnxNode;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// `Cast` and `CastLike`: constants to any type of numbers, computed values between real types, where nothing changes.
final class CastOperators {

    private static final String TO_REAL = "computed values to real types only";
    private static final int LAST_NAMED = 16;

    private CastOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Cast").until(5).text("to").required("to")
                        .rule(new OperandRule(TO_REAL, use -> known(use, named(use.node()), use.node().text("to", ""))))
                        .results(use -> named(use.node()))
                        .translatedBy(node -> cast(node, named(node.node()).orElseThrow())),
                Operator.named("Cast").since(6).integer("to").integer("saturate").text("round_mode").required("to")
                        .rule(new OperandRule(TO_REAL, use -> known(use, numbered(use.node()), OnnxTypes.name(number(use.node())))))
                        .results(use -> numbered(use.node()))
                        .translatedBy(node -> cast(node, numbered(node.node()).orElseThrow())),
                Operator.named("CastLike").since(15).inputs(2, 2).integer("saturate").text("round_mode")
                        .rule(new OperandRule(TO_REAL, use -> use.type(1).flatMap(type -> real(use, type))))
                        .results(use -> use.type(1))
                        .translatedBy(node -> cast(node, node.operand(1).type())));
    }

    private static int number(OnnxNode node) {
        return (int) Math.clamp(node.integer("to", 0), -1L, Integer.MAX_VALUE);
    }

    private static Optional<ElementType> numbered(OnnxNode node) {
        return OnnxTypes.of(number(node));
    }

    /// Before opset 6 the type is spelled.
    private static Optional<ElementType> named(OnnxNode node) {
        String to = node.text("to", "");
        return IntStream.rangeClosed(1, LAST_NAMED)
                .filter(number -> OnnxTypes.name(number).equalsIgnoreCase(to))
                .mapToObj(OnnxTypes::of)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<NodeRejection> known(NodeUse use, Optional<ElementType> target, String spelled) {
        if (use.node().attribute("to").isEmpty()) {
            return Optional.empty();
        }
        return target.isPresent()
                ? real(use, target.get())
                : Optional.of(new NodeRejection(
                        ProblemCode.UNSUPPORTED_TYPE, "A cast to this type is not supported.",
                        "a float, integer or bool type", spelled));
    }

    private static Optional<NodeRejection> real(NodeUse use, ElementType target) {
        return target.isReal() || !use.dependsOnInput(0)
                ? Optional.empty()
                : Optional.of(new NodeRejection(
                        ProblemCode.UNSUPPORTED_TYPE, "A computed value can only be cast to a real type.",
                        "float, double, float16 or bfloat16", target.onnxName()));
    }

    private static Operand.Known cast(Translation node, ElementType to) {
        return switch (node.operand(0)) {
            case Operand.Constant constant -> {
                node.reserve(constant.shape());
                DenseTensor tensor = constant.tensor().map(value -> Rounding.cast(to, value));
                yield new Operand.Constant(constant.name(), to, tensor);
            }
            case Operand.Computed computed -> new Operand.Computed(to, computed.value());
        };
    }
}
