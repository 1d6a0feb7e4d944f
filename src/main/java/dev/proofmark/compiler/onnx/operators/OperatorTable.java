package dev.proofmark.compiler.onnx.operators;

import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.operators.logic.LogicFamily;
import dev.proofmark.compiler.onnx.operators.math.MathFamily;
import dev.proofmark.compiler.onnx.operators.nn.NetworkFamily;
import dev.proofmark.compiler.onnx.operators.reduction.ReductionFamily;
import dev.proofmark.compiler.onnx.operators.shape.ShapeFamily;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All operators by name, each with the opsets that it is for.
public final class OperatorTable {

    private static final Map<String, List<Operator>> BY_NAME = Stream.of(
            LogicFamily.operators(),
            MathFamily.operators(),
            NetworkFamily.operators(),
            ReductionFamily.operators(),
            ShapeFamily.operators())
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(Operator::name, TreeMap::new, Collectors.toList()));

    private OperatorTable() {}

    public static Optional<Operator> find(String domain, String name, long opset) {
        if (!domain.equals("ai.onnx")) {
            return Optional.empty();
        }
        return BY_NAME.getOrDefault(name, List.of()).stream()
                .filter(operator -> operator.since() <= opset && opset <= operator.until())
                .findFirst();
    }

    /// What would have been accepted in place of an operator that was not found.
    public static String expectation(String name) {
        List<Operator> forms = BY_NAME.get(name);
        if (forms == null) {
            return "a supported operator of ai.onnx";
        }
        return name + " of ai.onnx "
                + forms.stream().map(form -> form.since() + " to " + form.until()).collect(Collectors.joining(", "));
    }

    public static Collection<List<Operator>> all() {
        return BY_NAME.values();
    }
}
