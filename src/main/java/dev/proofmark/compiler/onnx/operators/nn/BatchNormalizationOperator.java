package dev.proofmark.compiler.onnx.operators.nn;

import dev.proofmark.compiler.graph.Add;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Multiply;
import dev.proofmark.compiler.graph.ShapeException;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.Arrays;
import java.util.List;

/// `BatchNormalization` at inference: x * a + b per channel with a = scale / sqrt(variance + epsilon), b = bias - mean a.
final class BatchNormalizationOperator {

    private BatchNormalizationOperator() {}

    static List<Operator> operators() {
        return List.of(
                form().until(6).integer("spatial", 1).integer("is_test", 1).integers("consumed_inputs").required("is_test")
                        .translatedBy(BatchNormalizationOperator::translate),
                form().since(7).until(8).integer("spatial", 1).translatedBy(BatchNormalizationOperator::translate),
                form().since(9).integer("training_mode", 0).translatedBy(BatchNormalizationOperator::translate));
    }

    private static Operator.Builder form() {
        return Operator.named("BatchNormalization").inputs(5, 5)
                .constant(1, "scale").constant(2, "bias").constant(3, "mean").constant(4, "variance")
                .real("epsilon").real("momentum");
    }

    private static Operand.Known translate(Translation node) {
        Operand.Known input = node.operand(0);
        if (input.shape().rank() < 2) {
            throw new ShapeException("a channel axis", input.shape().toString());
        }
        int channels = input.shape().length(1);
        double[] scale = parameter(node, 1, "scale", channels);
        double[] bias = parameter(node, 2, "bias", channels);
        double[] mean = parameter(node, 3, "mean", channels);
        double[] variance = parameter(node, 4, "variance", channels);
        double epsilon = node.real("epsilon", 1e-5f);
        double[] factor = new double[channels];
        double[] offset = new double[channels];
        for (int c = 0; c < channels; c++) {
            factor[c] = scale[c] / StrictMath.sqrt(variance[c] + epsilon);
            offset[c] = bias[c] - mean[c] * factor[c];
        }
        int[] lengths = new int[input.shape().rank() - 1];
        Arrays.fill(lengths, 1);
        lengths[0] = channels;
        TensorShape perChannel = TensorShape.of(lengths);
        Operand.Known scaled = node.apply(new Multiply(), input, exact(node, perChannel, factor));
        return node.apply(new Add(), scaled, exact(node, perChannel, offset));
    }

    private static double[] parameter(Translation node, int index, String role, int channels) {
        DenseTensor tensor = node.constant(index).tensor();
        if (!tensor.shape().equals(TensorShape.of(channels))) {
            throw new ShapeException("a " + role + " of shape [" + channels + "]", tensor.shape().toString());
        }
        return tensor.values();
    }

    private static Operand.Constant exact(Translation node, TensorShape shape, double[] values) {
        return node.exactConstant(DenseTensor.of(shape, values));
    }
}
