package dev.proofmark.compiler.onnx.node;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Elementwise functions of constants that no graph operator has.
public final class ConstantFolding {

    private ConstantFolding() {}

    /// Broadcasts two constants and combines them.
    public static Operand.Constant combine(
            Translation node, Operand.Constant a, Operand.Constant b, ElementType type, DoubleBinaryOperator function) {
        TensorShape shape = node.reserve(TensorShape.broadcast(a.shape(), b.shape()));
        double[] x = expand(node, a, shape);
        double[] y = expand(node, b, shape);
        double[] out = new double[shape.elementCount()];
        for (int i = 0; i < out.length; i++) {
            out[i] = function.applyAsDouble(x[i], y[i]);
        }
        DenseTensor result = DenseTensor.of(shape, out);
        return node.newConstant(type, a.tensor().isPublic() && b.tensor().isPublic() ? result.published() : result);
    }

    /// A constant's values repeated to a shape that it broadcasts to.
    static double[] expand(Translation node, Operand.Constant constant, TensorShape shape) {
        if (constant.shape().equals(shape)) {
            return constant.tensor().values();
        }
        node.reserve(shape);
        DenseTensor zeros = DenseTensor.filled(shape, 0);
        return dev.proofmark.compiler.graph.FloatInterpreter.apply(new Add(), List.of(constant.tensor(), zeros))
                .values();
    }
}
