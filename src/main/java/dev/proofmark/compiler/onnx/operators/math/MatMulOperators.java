package dev.proofmark.compiler.onnx.operators.math;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.MatMul;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.ShapeException;
import dev.proofmark.compiler.graph.Transpose;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.OperandRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.List;

/// `MatMul` and `Gemm`, one operand constant. Transposition and factors of `Gemm` go into the constant.
final class MatMulOperators {

    private static final OperandRule WEIGHTS = OperandRule.oneComputed("one constant matrix");

    private MatMulOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("MatMul").inputs(2, 2).rule(WEIGHTS)
                        .translatedBy(node -> node.apply(new MatMul(), node.operand(0), node.operand(1))),
                gemm().until(6).inputs(3, 3).flag("broadcast").translatedBy(MatMulOperators::gemm),
                gemm().since(7).inputs(2, 3).translatedBy(MatMulOperators::gemm));
    }

    private static Operator.Builder gemm() {
        return Operator.named("Gemm").rule(WEIGHTS).real("alpha").real("beta").flag("transA").flag("transB");
    }

    private static Operand.Known gemm(Translation node) {
        Operand.Known a = matrix(node, 0, node.flag("transA", false));
        Operand.Known b = matrix(node, 1, node.flag("transB", false));
        double alpha = node.real("alpha", 1);
        if (a instanceof Operand.Constant) {
            a = scaled(node, a, alpha);
        } else {
            b = scaled(node, b, alpha);
        }
        Operand.Known product = node.apply(new MatMul(), a, b);
        double beta = node.real("beta", 1);
        if (!node.has(2) || beta == 0) {
            return product;
        }
        Operand.Known sum = node.apply(new Add(), product, scaled(node, node.operand(2), beta));
        if (!sum.shape().equals(product.shape())) {
            throw new ShapeException("an addend that broadcasts to " + product.shape(), node.operand(2).shape().toString());
        }
        return sum;
    }

    private static Operand.Known matrix(Translation node, int index, boolean transposed) {
        Operand.Known operand = node.operand(index);
        if (operand.shape().rank() != 2) {
            throw new ShapeException("a matrix", operand.shape().toString());
        }
        return transposed ? node.apply(new Transpose(List.of(1, 0)), operand) : operand;
    }

    private static Operand.Known scaled(Translation node, Operand.Known operand, double factor) {
        return factor == 1
                ? operand
                : node.apply(new Multiply(), operand, node.newConstant(operand.type(), DenseTensor.scalar(factor).published()));
    }
}
