package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.graph.Concat;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// `Transpose` and `Concat`, which leaves out empty parts.
final class ArrangementOperators {

    private ArrangementOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Transpose").integers("perm").translatedBy(ArrangementOperators::transpose),
                Operator.named("Concat").until(3).inputs(1, Operator.ANY_NUMBER).integer("axis")
                        .translatedBy(ArrangementOperators::concat),
                Operator.named("Concat").since(4).inputs(1, Operator.ANY_NUMBER).integer("axis").required("axis")
                        .translatedBy(ArrangementOperators::concat));
    }

    private static Operand.Known transpose(Translation node) {
        Operand.Known input = node.operand(0);
        int rank = input.shape().rank();
        List<Integer> reversed = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.reverse(reversed);
        List<Integer> permutation = node.integers("perm")
                .filter(perm -> !perm.isEmpty())
                .map(perm -> perm.stream().map(axis -> node.axis(axis, rank)).toList())
                .orElse(reversed);
        return node.apply(new Transpose(permutation), input);
    }

    private static Operand.Known concat(Translation node) {
        int axis = node.axis(node.integer("axis", 1), node.operand(0).shape().rank());
        List<Operand.Known> parts = node.operands().stream().filter(part -> part.shape().elementCount() > 0).toList();
        if (parts.isEmpty()) {
            return node.apply(new Concat(axis), node.operands());
        }
        new Concat(axis).outputShape(node.operands().stream().map(Operand.Known::shape).toList());
        return parts.size() == 1 ? parts.getFirst() : node.apply(new Concat(axis), parts);
    }
}
