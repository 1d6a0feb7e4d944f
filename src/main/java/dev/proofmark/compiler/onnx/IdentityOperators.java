package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import java.util.List;

/// `Identity`, `Dropout` (nothing at inference), and `Cast` and `CastLike`, which change nothing between real types.
final class IdentityOperators {

    private IdentityOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Identity").translatedBy(node -> node.operand(0)),
                Operator.named("Dropout").until(6).integer("is_test", 1).real("ratio").integers("consumed_inputs")
                        .translatedBy(IdentityOperators::oldDropout),
                Operator.named("Dropout").since(7).until(11).real("ratio").translatedBy(node -> node.operand(0)),
                Operator.named("Dropout").since(12).inputs(1, 3).integer("seed").translatedBy(IdentityOperators::dropout),
                Operator.named("Cast").until(5).text("to").translatedBy(node -> cast(node, named(node))),
                Operator.named("Cast").since(6).integer("to").integer("saturate").text("round_mode")
                        .translatedBy(node -> cast(node, numbered(node))),
                Operator.named("CastLike").since(15).inputs(2, 2).integer("saturate").text("round_mode")
                        .translatedBy(node -> cast(node, node.operand(1).type())));
    }

    /// Before opset 7 training was the default.
    private static Operand.Known oldDropout(Translation node) {
        if (node.attribute("is_test").isEmpty()) {
            throw node.invalid("Dropout in training mode is not supported.", "attribute is_test = 1", "none");
        }
        return node.operand(0);
    }

    private static Operand.Known dropout(Translation node) {
        if (node.has(2) && node.scalar(2, "training mode") != 0) {
            throw node.reject(
                    ProblemCode.UNSUPPORTED_OPERATOR, "Dropout in training mode is not supported.", "training_mode false", "true");
        }
        return node.operand(0);
    }

    private static ElementType numbered(Translation node) {
        long to = node.integer("to", 0);
        return OnnxTypes.of(to < 0 || to > 1000 ? 0 : (int) to)
                .orElseThrow(() -> node.reject(
                        ProblemCode.UNSUPPORTED_TYPE, "A cast to this type is not supported.",
                        "a float, integer or bool type", to < 0 || to > 1000 ? "type " + to : OnnxTypes.name((int) to)));
    }

    private static ElementType named(Translation node) {
        String to = node.text("to", "");
        for (int number = 1; number <= 16; number++) {
            if (OnnxTypes.name(number).equalsIgnoreCase(to)) {
                return OnnxTypes.of(number).orElseThrow(() -> unknown(node, to));
            }
        }
        throw unknown(node, to);
    }

    private static NodeRejection unknown(Translation node, String to) {
        return node.reject(
                ProblemCode.UNSUPPORTED_TYPE, "A cast to this type is not supported.", "a float, integer or bool type", to);
    }

    private static Operand.Known cast(Translation node, ElementType to) {
        return switch (node.operand(0)) {
            case Operand.Constant constant -> {
                node.reserve(constant.shape());
                DenseTensor tensor = constant.tensor().map(value -> Rounding.cast(to, value));
                yield new Operand.Constant(constant.name(), to, tensor);
            }
            case Operand.Computed computed when to.isReal() -> new Operand.Computed(to, computed.value());
            case Operand.Computed computed -> throw node.reject(
                    ProblemCode.UNSUPPORTED_TYPE, "A computed value can only be cast to a real type.",
                    "float, double, float16 or bfloat16", to.onnxName());
        };
    }
}
