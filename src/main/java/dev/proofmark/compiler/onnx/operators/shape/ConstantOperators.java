package dev.proofmark.compiler.onnx.operators.shape;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.OnnxTypes;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.List;
import java.util.Optional;

/// `Constant`, `ConstantOfShape` and `Range`.
final class ConstantOperators {

    private ConstantOperators() {}

    static List<Operator> operators() {
        return List.of(
                Operator.named("Constant").inputs(0, 0)
                        .attribute("value", AttributeType.TENSOR, List.of())
                        .real("value_float")
                        .integer("value_int")
                        .attribute("value_floats", AttributeType.FLOATS, List.of())
                        .integers("value_ints")
                        .results(ConstantOperators::constantType)
                        .translatedBy(ConstantOperators::constant),
                Operator.named("ConstantOfShape").since(9)
                        .integers(0, "shape")
                        .attribute("value", AttributeType.TENSOR, List.of())
                        .results(use -> use.node().attribute("value").isPresent() ? constantType(use) : Optional.of(ElementType.FLOAT32))
                        .translatedBy(ConstantOperators::filled),
                Operator.named("Range").since(11).inputs(3, 3).constant(0, "start").constant(1, "limit").constant(2, "delta")
                        .translatedBy(ConstantOperators::range));
    }

    private static Optional<ElementType> constantType(NodeUse use) {
        Optional<AttributeProto> tensor = use.node().attribute("value");
        if (tensor.isPresent()) {
            return OnnxTypes.of(tensor.get().getT().getDataType());
        }
        boolean real = use.node().attribute("value_float").or(() -> use.node().attribute("value_floats")).isPresent();
        return Optional.of(real ? ElementType.FLOAT32 : ElementType.INT64);
    }

    private static Operand.Known constant(Translation node) {
        if (node.node().attributes().size() > 1) {
            throw node.invalid("A constant has several values.", "one attribute", node.node().attributes().keySet());
        }
        if (node.attribute("value").isPresent()) {
            return node.tensorAttribute(node.attribute("value").get());
        }
        if (node.attribute("value_float").isPresent()) {
            return node.newConstant(ElementType.FLOAT32, DenseTensor.scalar(node.real("value_float", 0)));
        }
        if (node.attribute("value_int").isPresent()) {
            return node.newConstant(ElementType.INT64, DenseTensor.scalar(node.integer("value_int", 0)));
        }
        if (node.attribute("value_floats").isPresent()) {
            AttributeProto floats = node.attribute("value_floats").get();
            node.reserve(TensorShape.of(floats.getFloatsCount()));
            double[] values = floats.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray();
            return node.newConstant(ElementType.FLOAT32, DenseTensor.vector(values));
        }
        if (node.attribute("value_ints").isPresent()) {
            AttributeProto ints = node.attribute("value_ints").get();
            node.reserve(TensorShape.of(ints.getIntsCount()));
            double[] values = ints.getIntsList().stream().mapToDouble(Long::doubleValue).toArray();
            return new Operand.Constant(node.outputName(), ElementType.INT64, DenseTensor.vector(values));
        }
        throw node.invalid("The constant has no value.", "one of value, value_float, value_int, value_floats, value_ints", "none");
    }

    private static Operand.Known filled(Translation node) {
        TensorShape shape = node.reserve(ShapeOperators.shape(node, node.integers(0)));
        if (node.attribute("value").isEmpty()) {
            return node.newConstant(ElementType.FLOAT32, DenseTensor.filled(shape, 0));
        }
        Operand.Constant value = node.tensorAttribute(node.attribute("value").get());
        if (value.shape().elementCount() != 1) {
            throw node.invalid("Attribute value must hold one number.", "one element", value.shape());
        }
        return node.newConstant(value.type(), DenseTensor.filled(shape, value.tensor().value(0)));
    }

    private static Operand.Known range(Translation node) {
        double start = node.scalar(0, "start");
        double limit = node.scalar(1, "limit");
        double delta = node.scalar(2, "delta");
        double count = Math.max(0, Math.ceil((limit - start) / delta));
        if (!(count <= Integer.MAX_VALUE)) {
            throw node.reject(ProblemCode.LIMIT_EXCEEDED, "A range is too long.", "below 2^31 elements", "more, or no number");
        }
        TensorShape shape = node.reserve(TensorShape.of((int) count));
        double[] values = new double[shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = start + i * delta;
        }
        return node.newConstant(node.operand(0).type(), DenseTensor.vector(values));
    }
}
