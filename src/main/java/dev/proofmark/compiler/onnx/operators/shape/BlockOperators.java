package dev.proofmark.compiler.onnx.operators.shape;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.Reshape;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.List;

/// `DepthToSpace` and `SpaceToDepth`: blocks of b x b positions against channels, as a transposition of split axes.
final class BlockOperators {

    private BlockOperators() {}

    static List<Operator> operators() {
        return List.of(
                form("DepthToSpace").until(10).translatedBy(BlockOperators::toSpace),
                form("DepthToSpace").since(11).text("mode", "DCR", "CRD").translatedBy(BlockOperators::toSpace),
                form("SpaceToDepth").translatedBy(BlockOperators::toDepth));
    }

    private static Operator.Builder form(String name) {
        return Operator.named(name).count("blocksize").required("blocksize");
    }

    private static Operand.Known toSpace(Translation node) {
        int block = block(node);
        TensorShape shape = image(node);
        int[] in = shape.lengths();
        int depth = part(node, in[1], Math.multiplyExact((long) block, block));
        boolean depthFirst = node.text("mode", "DCR").equals("DCR");
        TensorShape split = depthFirst
                ? TensorShape.of(in[0], block, block, depth, in[2], in[3])
                : TensorShape.of(in[0], depth, block, block, in[2], in[3]);
        List<Integer> order = depthFirst ? List.of(0, 3, 4, 1, 5, 2) : List.of(0, 1, 4, 2, 5, 3);
        return moved(node, split, order, TensorShape.of(in[0], depth, in[2] * block, in[3] * block));
    }

    private static Operand.Known toDepth(Translation node) {
        int block = block(node);
        int[] in = image(node).lengths();
        int height = part(node, in[2], block);
        int width = part(node, in[3], block);
        return moved(
                node, TensorShape.of(in[0], in[1], height, block, width, block), List.of(0, 3, 5, 1, 2, 4),
                TensorShape.of(in[0], in[1] * block * block, height, width));
    }

    private static Operand.Known moved(Translation node, TensorShape split, List<Integer> order, TensorShape result) {
        Operand.Known blocks = node.apply(new Transpose(order), node.apply(new Reshape(split), node.operand(0)));
        return node.apply(new Reshape(result), blocks);
    }

    private static int block(Translation node) {
        return Math.toIntExact(node.integer("blocksize", 1));
    }

    private static TensorShape image(Translation node) {
        TensorShape shape = node.operand(0).shape();
        if (shape.rank() != 4) {
            throw node.reject(ProblemCode.SHAPE_MISMATCH, "The operand must be images.", "four axes", shape.toString());
        }
        return shape;
    }

    private static int part(Translation node, int length, long by) {
        if (length % by != 0) {
            throw node.reject(
                    ProblemCode.SHAPE_MISMATCH, "The blocks do not divide the axis.", "a length that is a multiple of " + by,
                    Integer.toString(length));
        }
        return (int) (length / by);
    }
}
