package dev.proofmark.compiler.onnx.node;

import ai.onnx.proto.OnnxMl.AttributeProto;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.NodeRejection;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.file.TensorReader;
import java.util.List;
import java.util.Optional;

/// One node with its operands while it is translated: what an operator's file works with.
public final class Translation {

    private final OnnxNode node;
    private final List<Optional<Operand.Known>> operands;
    private final GraphAssembly assembly;
    private final TensorReader tensors;

    public Translation(
            OnnxNode node, List<Optional<Operand.Known>> operands, GraphAssembly assembly, TensorReader tensors) {
        this.node = node;
        this.operands = operands;
        this.assembly = assembly;
        this.tensors = tensors;
    }

    public OnnxNode node() {
        return node;
    }

    public long opset() {
        return node.opset();
    }

    public int operandCount() {
        return operands.size();
    }

    public int outputCount() {
        return node.outputs().size();
    }

    public boolean has(int index) {
        return index < operands.size() && operands.get(index).isPresent();
    }

    /// **Requires** [#has]; the check of a node's form has seen to it for required inputs.
    public Operand.Known operand(int index) {
        return operands.get(index).orElseThrow();
    }

    public List<Operand.Known> operands() {
        return operands.stream().flatMap(Optional::stream).toList();
    }

    /// An operand that a rule of the operator says must be constant.
    public Operand.Constant constant(int index) {
        return (Operand.Constant) operand(index);
    }

    /// A list of integers, such as axes or a shape. **Requires** a rule of the operator that says so.
    public List<Long> integers(int index) {
        return java.util.Arrays.stream(constant(index).tensor().values()).mapToObj(value -> (long) value).toList();
    }

    /// One constant number.
    public double scalar(int index, String role) {
        DenseTensor tensor = constant(index).tensor();
        if (tensor.shape().elementCount() != 1) {
            throw reject(ProblemCode.SHAPE_MISMATCH, "The " + role + " must be one number.", "a scalar", tensor.shape().toString());
        }
        return tensor.value(0);
    }

    public Operand.Known apply(Op op, Operand.Known... inputs) {
        return apply(op, List.of(inputs));
    }

    /// The result of an operator; its type is the first operand's.
    public Operand.Known apply(Op op, List<Operand.Known> inputs) {
        return assembly.apply(node.origin(), outputName(), inputs.getFirst().type(), op, inputs);
    }

    /// A constant made by this node, rounded to its type.
    public Operand.Constant newConstant(ElementType type, DenseTensor tensor) {
        return assembly.constant(outputName(), type, tensor);
    }

    /// A constant in double precision, whatever the model's type: for numbers that the model does not spell out.
    public Operand.Constant exactConstant(DenseTensor tensor) {
        return new Operand.Constant(outputName(), ElementType.FLOAT64, tensor);
    }

    /// Takes the elements of a constant to be made from the budget; to be called before they are allocated.
    public TensorShape reserve(TensorShape shape) {
        assembly.checkSize(shape);
        assembly.budget().make(shape.elementCount());
        return shape;
    }

    public void checkSize(TensorShape shape) {
        assembly.checkSize(shape);
    }

    public int maxRank() {
        return assembly.maxRank();
    }

    public Operand.Constant tensorAttribute(AttributeProto attribute) {
        return tensors.read(outputName(), attribute.getT());
    }

    public String outputName() {
        return node.outputs().stream().filter(name -> !name.isEmpty()).findFirst().orElse(node.origin().node());
    }

    public Optional<AttributeProto> attribute(String name) {
        return node.attribute(name);
    }

    public long integer(String name, long missing) {
        return node.integer(name, missing);
    }

    public boolean flag(String name, boolean missing) {
        return integer(name, missing ? 1 : 0) != 0;
    }

    public double real(String name, double missing) {
        return node.real(name, missing);
    }

    public String text(String name, String missing) {
        return node.text(name, missing);
    }

    public Optional<List<Long>> integers(String name) {
        return node.integers(name);
    }

    /// An axis counted from the end when negative.
    public int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw reject(
                    ProblemCode.INVALID_ATTRIBUTE, "An axis lies outside of the tensor.", "an axis in [-" + rank + ", " + rank + ")",
                    axis + "");
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /// Distinct axes, sorted.
    public List<Integer> axes(List<Long> axes, int rank) {
        List<Integer> plain = axes.stream().map(axis -> axis(axis, rank)).distinct().sorted().toList();
        if (plain.size() != axes.size()) {
            throw reject(ProblemCode.INVALID_ATTRIBUTE, "An axis is named twice.", "distinct axes", axes.toString());
        }
        return plain;
    }

    public NodeRejection invalid(String message, String expected, Object actual) {
        return reject(ProblemCode.INVALID_ATTRIBUTE, message, expected, actual.toString());
    }

    public NodeRejection reject(ProblemCode code, String message, String expected, String actual) {
        return new NodeRejection(code, message, expected, actual);
    }
}
