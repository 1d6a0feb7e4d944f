package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.file.Problems;
import dev.proofmark.compiler.onnx.file.TensorReader;
import dev.proofmark.compiler.onnx.node.GraphAssembly;
import dev.proofmark.compiler.onnx.node.NodeUse;
import dev.proofmark.compiler.onnx.node.OnnxNode;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Subgraphs;
import dev.proofmark.compiler.onnx.node.Translation;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks and translates one node after the other; each leaves its outputs among the values, resolved or not.
final class NodeTranslator {

    /// Operators of `ai.onnx` whose results depend on a shape and not on values.
    private static final Set<String> SHAPE_ONLY = Set.of("Shape", "Size", "EyeLike");

    private final ModelValues values;
    private final NodeCheck check;
    private final GraphAssembly assembly;
    private final TensorReader tensors;
    private final Problems problems;

    NodeTranslator(ModelValues values, NodeCheck check, GraphAssembly assembly, TensorReader tensors, Problems problems) {
        this.values = values;
        this.check = check;
        this.assembly = assembly;
        this.tensors = tensors;
        this.problems = problems;
    }

    void translate(OnnxNode node) {
        NodeUse use = use(node);
        checked(use).ifPresent(operator -> use.resolved().ifPresent(known -> apply(node, operator, known)));
    }

    /// The node's operator if nothing is wrong with the node; its outputs are unresolved for now.
    private Optional<Operator> checked(NodeUse use) {
        OnnxNode node = use.node();
        Optional<Operator> operator = OperatorTable.find(node.domain(), node.operator(), node.opset());
        boolean sound = check.check(use, operator);
        boolean shapeOnly = node.domain().equals("ai.onnx") && SHAPE_ONLY.contains(node.operator());
        Optional<ElementType> type = operator.flatMap(known -> known.resultType().of(use));
        for (String output : node.outputs()) {
            values.put(output, new Operand.Unresolved(
                    use.dependsOnInput() && !shapeOnly, type.or(() -> values.declaredType(output))));
        }
        checkBodies(node);
        return sound ? operator : Optional.empty();
    }

    private NodeUse use(OnnxNode node) {
        List<Optional<Operand>> operands = new ArrayList<>();
        for (String input : node.inputs()) {
            operands.add(input.isEmpty() ? Optional.empty() : Optional.of(values.get(input)));
        }
        return new NodeUse(node, operands, node.captures().stream().sorted().map(values::get).toList());
    }

    private void apply(OnnxNode node, Operator operator, List<Optional<Operand.Known>> known) {
        problems.guard(node.origin(), () -> {
            List<Operand.Known> results =
                    operator.translator().translate(new Translation(node, known, assembly, tensors));
            for (int i = 0; i < Math.min(results.size(), node.outputs().size()); i++) {
                values.put(node.outputs().get(i), results.get(i));
            }
        });
    }

    /// The node that has bodies is refused; what its bodies hold is named too. A body's inputs may depend on anything.
    private void checkBodies(OnnxNode node) {
        for (GraphProto body : node.bodies()) {
            NodeCheck inside = new NodeCheck(problems, Subgraphs.used(body));
            NodeTranslator translator = new NodeTranslator(values.inside(body), inside, assembly, tensors, problems);
            for (NodeProto proto : body.getNodeList()) {
                translator.checked(translator.use(node.inner(proto)));
            }
        }
    }
}
