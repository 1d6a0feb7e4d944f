package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.Origin;
import dev.proofmark.compiler.onnx.file.ConstantBudget;
import dev.proofmark.compiler.onnx.file.ExternalData;
import dev.proofmark.compiler.onnx.file.OnnxTypes;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.file.Problems;
import dev.proofmark.compiler.onnx.file.TensorReader;
import dev.proofmark.compiler.onnx.node.GraphAssembly;
import dev.proofmark.compiler.onnx.node.OnnxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One model's way from protobuf to graph: names and order, inputs, then node after node.
///
/// A problem does not stop the way: what depends on a value that could not be made is not translated, but checked like
/// everything else.
final class ModelTranslator {

    private static final int MOST_NAMED = 20;
    private static final String NO_SCALAR = "Option publicScalars names no constant of one element.";
    private static final String SCALAR = "an initializer, or the output of a constant node, of one element";
    private static final String REAL_TENSOR = "a tensor of float, double, float16 or bfloat16";

    private final ModelProto model;
    private final GraphProto graph;
    private final ImportOptions options;
    private final Problems problems;
    private final GraphAssembly assembly;
    private final TensorReader tensors;
    private final ModelValues values;

    ModelTranslator(ModelProto model, Map<String, ExternalFile> externalData, ImportOptions options, Problems problems) {
        this.model = model;
        this.graph = model.getGraph();
        this.options = options;
        this.problems = problems;
        ConstantBudget budget = new ConstantBudget(options.limits());
        this.assembly = new GraphAssembly(options.limits(), budget);
        this.tensors = new TensorReader(options.limits(), new ExternalData(externalData), budget);
        this.values = new ModelValues(graph, options.publicScalars(), tensors, problems);
    }

    /// Empty after a problem was reported.
    Optional<Graph> translate() {
        if (!ModelCheck.check(model, options.limits(), problems)) {
            return Optional.empty();
        }
        Set<String> sources = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> sources.add(tensor.getName()));
        graph.getSparseInitializerList().forEach(tensor -> sources.add(tensor.getValues().getName()));
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !sources.contains(input.getName()))
                .toList();
        inputs.forEach(input -> sources.add(input.getName()));
        List<OnnxNode> nodes = LiveNodes.of(graph, opsets(), sources, problems);
        bindInputs(inputs);
        Set<String> used = new HashSet<>();
        nodes.forEach(node -> {
            used.addAll(node.inputs());
            used.addAll(node.captures());
        });
        graph.getOutputList().forEach(output -> used.add(output.getName()));
        NodeCheck check = new NodeCheck(problems, used);
        NodeTranslator translator = new NodeTranslator(values, check, assembly, tensors, problems);
        nodes.forEach(translator::translate);
        checkPublicScalars();
        List<Graph.Output> outputs = outputs();
        return problems.isEmpty() ? Optional.of(assembly.build(outputs)) : Optional.empty();
    }

    /// The first names that are wrong are told one by one, the rest by their number.
    private void checkPublicScalars() {
        List<String> wrong = options.publicScalars().stream().filter(name -> !isScalar(values.get(name), name)).sorted().toList();
        wrong.stream().limit(MOST_NAMED).forEach(name -> problems.add(
                ProblemCode.INVALID_OPTION, name, NO_SCALAR, SCALAR, kind(values.get(name))));
        if (wrong.size() > MOST_NAMED) {
            problems.add(ProblemCode.INVALID_OPTION, "", NO_SCALAR, SCALAR, wrong.size() - MOST_NAMED + " more such names");
        }
    }

    /// What could not be translated has a problem of its own.
    private boolean isScalar(Operand value, String name) {
        return value instanceof Operand.Constant constant
                ? constant.shape().elementCount() == 1
                : value instanceof Operand.Unresolved && values.isDefined(name);
    }

    private static String kind(Operand value) {
        return value instanceof Operand.Known known
                ? (known.dependsOnInput() ? "a computed tensor " : "a constant of shape ") + known.shape()
                : "no value of the model";
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
            Optional<ElementType> type = OnnxTypes.of(input);
            values.put(input.getName(), new Operand.Unresolved(true, type));
            if (type.filter(ElementType::isReal).isEmpty()) {
                problems.add(
                        ProblemCode.UNSUPPORTED_TYPE, input.getName(), "The type of this input is not supported.",
                        REAL_TENSOR, OnnxTypes.name(input));
            }
            if (type.isPresent()) {
                shapes.shape(input).ifPresent(shape -> problems.guard(new Origin(input.getName(), ""),
                        () -> values.put(input.getName(), assembly.input(input.getName(), type.get(), shape))));
            }
        }
    }

    private List<Graph.Output> outputs() {
        List<Graph.Output> outputs = new ArrayList<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            Operand value = values.get(output.getName());
            value.elementType().filter(type -> !type.isReal()).ifPresent(type -> problems.add(
                    ProblemCode.UNSUPPORTED_TYPE, output.getName(), "The type of this output is not supported.",
                    REAL_TENSOR, "a tensor of " + type.onnxName()));
            if (value instanceof Operand.Known known) {
                problems.guard(new Origin(output.getName(), ""),
                        () -> outputs.add(new Graph.Output(output.getName(), assembly.value(known), known.type())));
            } else if (value.elementType().isEmpty() && OnnxTypes.of(output).isEmpty() && isDeclared(output)) {
                problems.add(
                        ProblemCode.UNSUPPORTED_TYPE, output.getName(), "The type of this output is not supported.",
                        REAL_TENSOR, OnnxTypes.name(output));
            }
        }
        return outputs;
    }

    private static boolean isDeclared(ValueInfoProto value) {
        TypeProto type = value.getType();
        return type.hasTensorType() ? type.getTensorType().getElemType() != 0 : type.getValueCase() != TypeProto.ValueCase.VALUE_NOT_SET;
    }
}
