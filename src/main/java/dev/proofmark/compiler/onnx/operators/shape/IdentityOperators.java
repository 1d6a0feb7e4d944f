package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `Identity`, and `Dropout`, which does nothing at inference.
final class IdentityOperators {

    private IdentityOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Identity").translatedBy(node -> node.operand(0)),
                Operator.named("Dropout").until(6).integer("is_test", 1).real("ratio").integers("consumed_inputs").required("is_test")
                        .translatedBy(node -> node.operand(0)),
                Operator.named("Dropout").since(7).until(11).real("ratio").translatedBy(node -> node.operand(0)),
                Operator.named("Dropout").since(12).inputs(1, 3).integer("seed").constant(2, "training mode")
                        .rule(new OperandRule("no training", IdentityOperators::training))
                        .translatedBy(IdentityOperators::dropout));
    }

    private static Optional<NodeRejection> training(NodeUse use) {
        return use.constant(2)
                .filter(mode -> Arrays.stream(mode.tensor().values()).anyMatch(value -> value != 0))
                .map(mode -> new NodeRejection(
                        ProblemCode.UNSUPPORTED_OPERATOR, "Dropout in training mode is not supported.", "training_mode false", "true"));
    }

    private static Operand.Known dropout(Translation node) {
        if (node.has(2)) {
            node.scalar(2, "training mode");
        }
        return node.operand(0);
    }
}
