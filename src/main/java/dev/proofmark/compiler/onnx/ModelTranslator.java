package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.Origin;
import dev.proofmark.compiler.graph.ShapeException;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One model's way from protobuf to graph: names and order, form of every node, then values.
///
/// A problem does not stop the way: what depends on a value that could not be made is skipped, everything else is still
/// looked at.
final class ModelTranslator {

    private final ModelProto model;
    private final GraphProto graph;
    private final ImportOptions options;
    private final Problems problems;
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final Map<String, Operand> values = new HashMap<>();
    private final GraphAssembly assembly;
    private final TensorReader tensors;

    ModelTranslator(ModelProto model, Map<String, ExternalFile> externalData, ImportOptions options, Problems problems) {
        this.model = model;
        this.graph = model.getGraph();
        this.options = options;
        this.problems = problems;
        ConstantBudget budget = new ConstantBudget(options.limits());
        this.assembly = new GraphAssembly(options.limits(), budget);
        this.tensors = new TensorReader(options.limits(), new ExternalData(externalData), budget);
    }

    /// Empty after a problem was reported.
    Optional<Graph> translate() {
        if (!ModelCheck.check(model, options.limits(), problems)) {
            return Optional.empty();
        }
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !initializers.containsKey(input.getName()))
                .toList();
        Set<String> sources = new HashSet<>(initializers.keySet());
        inputs.forEach(input -> sources.add(input.getName()));
        List<OnnxNode> nodes = LiveNodes.of(graph, opsets(), sources, problems);
        Set<String> used = new HashSet<>();
        nodes.forEach(node -> used.addAll(node.inputs()));
        graph.getOutputList().forEach(output -> used.add(output.getName()));
        NodeCheck check = new NodeCheck(problems, used);
        Map<OnnxNode, Operator> operators = new HashMap<>();
        nodes.forEach(node -> check.check(node).ifPresent(operator -> operators.put(node, operator)));
        bindInputs(inputs);
        NodeTranslator translator = new NodeTranslator(this::operand, values, assembly, tensors, problems);
        nodes.forEach(node -> translator.translate(node, Optional.ofNullable(operators.get(node))));
        List<Graph.Output> outputs = outputs();
        return problems.isEmpty() ? Optional.of(assembly.build(outputs)) : Optional.empty();
    }

    private Map<String, Long> opsets() {
        Map<String, Long> opsets = new HashMap<>();
        model.getOpsetImportList().forEach(entry -> opsets.put(OnnxNode.domain(entry.getDomain()), entry.getVersion()));
        if (opsets.isEmpty()) {
            opsets.put("ai.onnx", 1L);
        }
        return opsets;
    }

    private void bindInputs(List<ValueInfoProto> inputs) {
        InputShapes shapes = new InputShapes(options, inputs, problems);
        for (ValueInfoProto input : inputs) {
            values.put(input.getName(), new Operand.Unresolved(true));
            Optional<ElementType> type = inputType(input);
            Optional<TensorShape> shape = shapes.shape(input);
            if (shape.isPresent()) {
                // A refused type is read as float, so that the nodes behind it are looked at too.
                guarded(new Origin(input.getName(), ""), () -> values.put(
                        input.getName(), assembly.input(input.getName(), type.orElse(ElementType.FLOAT32), shape.get())));
            }
        }
    }

    private Optional<ElementType> inputType(ValueInfoProto input) {
        boolean tensor = input.getType().hasTensorType();
        int number = input.getType().getTensorType().getElemType();
        Optional<ElementType> type = tensor ? OnnxTypes.of(number).filter(ElementType::isReal) : Optional.empty();
        if (type.isEmpty()) {
            problems.add(
                    ProblemCode.UNSUPPORTED_TYPE, input.getName(), "The type of this input is not supported.",
                    "a tensor of float, double, float16 or bfloat16",
                    tensor ? "a tensor of " + OnnxTypes.name(number) : input.getType().getValueCase().name());
        }
        return type;
    }

    /// The operand of a name; an initializer is read on first use.
    private Operand operand(String name) {
        if (!values.containsKey(name) && initializers.containsKey(name)) {
            values.put(name, new Operand.Unresolved(false));
            guarded(new Origin(name, ""), () -> values.put(name, tensors.read(name, initializers.get(name))));
        }
        return values.getOrDefault(name, new Operand.Unresolved(false));
    }

    private List<Graph.Output> outputs() {
        List<Graph.Output> outputs = new ArrayList<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            if (operand(output.getName()) instanceof Operand.Known known) {
                if (!known.type().isReal()) {
                    problems.add(
                            ProblemCode.UNSUPPORTED_TYPE, output.getName(), "The type of this output is not supported.",
                            "a tensor of float, double, float16 or bfloat16", "a tensor of " + known.type().onnxName());
                }
                guarded(new Origin(output.getName(), ""), () ->
                        outputs.add(new Graph.Output(output.getName(), assembly.value(known), known.type())));
            }
        }
        return outputs;
    }

    private void guarded(Origin origin, Runnable step) {
        try {
            step.run();
        } catch (NodeRejection rejection) {
            problems.add(origin, rejection);
        } catch (ShapeException mismatch) {
            problems.add(origin, mismatch);
        }
    }
}
