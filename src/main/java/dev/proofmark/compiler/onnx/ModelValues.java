package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Origin;
import dev.proofmark.compiler.onnx.file.OnnxTypes;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.file.Problems;
import dev.proofmark.compiler.onnx.file.TensorReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The values of a graph by name. An initializer is read on first use, its problems go on record then.
final class ModelValues {

    private static final Operand UNKNOWN = new Operand.Unresolved(false, Optional.empty());

    private final Optional<ModelValues> outer;
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final Map<String, ElementType> declared = new HashMap<>();
    private final Map<String, Operand> values = new HashMap<>();
    private final Set<String> publicScalars;
    private final TensorReader tensors;
    private final Problems problems;

    /// @param publicScalars names of constants of one element that need not be hidden
    ModelValues(GraphProto graph, Set<String> publicScalars, TensorReader tensors, Problems problems) {
        this(graph, Optional.empty(), publicScalars, tensors, problems);
    }

    private ModelValues(
            GraphProto graph, Optional<ModelValues> outer, Set<String> publicScalars, TensorReader tensors, Problems problems) {
        this.outer = outer;
        this.publicScalars = publicScalars;
        this.tensors = tensors;
        this.problems = problems;
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        Stream.of(graph.getInputList(), graph.getValueInfoList(), graph.getOutputList())
                .flatMap(List::stream)
                .forEach(value -> OnnxTypes.of(value).ifPresent(type -> declared.put(value.getName(), type)));
    }

    /// The values inside of a body, whose inputs may depend on anything.
    ModelValues inside(GraphProto body) {
        ModelValues inner = new ModelValues(body, Optional.of(this), publicScalars, tensors, problems);
        for (ValueInfoProto input : body.getInputList()) {
            inner.put(input.getName(), new Operand.Unresolved(true, inner.declaredType(input.getName())));
        }
        return inner;
    }

    void put(String name, Operand value) {
        boolean declared = publicScalars.contains(name)
                && value instanceof Operand.Constant constant && constant.shape().elementCount() == 1;
        values.put(name, declared ? published((Operand.Constant) value) : value);
    }

    private static Operand.Constant published(Operand.Constant constant) {
        return new Operand.Constant(constant.name(), constant.type(), constant.tensor().published());
    }

    /// False for a name that nothing defines.
    boolean isDefined(String name) {
        return values.containsKey(name) || initializers.containsKey(name);
    }

    /// A name that nothing defines, which is on record, is unresolved.
    Operand get(String name) {
        Operand value = values.get(name);
        if (value == null && initializers.containsKey(name)) {
            return read(name);
        }
        return value != null ? value : outer.map(around -> around.get(name)).orElse(UNKNOWN);
    }

    /// What the model says about a value's type; only believed where nothing else is known.
    Optional<ElementType> declaredType(String name) {
        return Optional.ofNullable(declared.get(name));
    }

    private Operand read(String name) {
        TensorProto tensor = initializers.get(name);
        values.put(name, new Operand.Unresolved(false, OnnxTypes.of(tensor.getDataType())));
        problems.guard(new Origin(name, ""), () -> put(name, tensors.read(name, tensor)));
        return values.get(name);
    }
}
