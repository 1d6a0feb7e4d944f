package dev.proofmark.compiler.onnx;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All operators by name, each with the opsets that it is for.
final class OperatorTable {

    private static final Map<String, List<Operator>> BY_NAME = Stream.of(
                    ArithmeticOperators.operators(),
                    BatchNormalizationOperator.operators(),
                    CastOperators.operators(),
                    ClipOperator.operators(),
                    ConstantLogicOperators.operators(),
                    ConstantOperators.operators(),
                    ConvOperator.operators(),
                    ExpandOperators.operators(),
                    GatherOperator.operators(),
                    IdentityOperators.operators(),
                    LayoutOperators.operators(),
                    MatMulOperators.operators(),
                    MaximumOperators.operators(),
                    PadOperator.operators(),
                    PoolOperators.operators(),
                    PowerOperator.operators(),
                    ReductionOperators.operators(),
                    ShapeOperators.operators(),
                    SliceOperator.operators(),
                    SoftmaxOperator.operators(),
                    SplitOperator.operators(),
                    UnaryOperators.operators())
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(Operator::name, TreeMap::new, Collectors.toList()));

    private OperatorTable() {}

    static Optional<Operator> find(String domain, String name, long opset) {
        if (!domain.equals("ai.onnx")) {
            return Optional.empty();
        }
        return BY_NAME.getOrDefault(name, List.of()).stream()
                .filter(operator -> operator.since() <= opset && opset <= operator.until())
                .findFirst();
    }

    /// What would have been accepted in place of an operator that was not found.
    static String expectation(String name) {
        List<Operator> forms = BY_NAME.get(name);
        if (forms == null) {
            return "a supported operator of ai.onnx";
        }
        return name + " of ai.onnx "
                + forms.stream().map(form -> form.since() + " to " + form.until()).collect(Collectors.joining(", "));
    }

    static Collection<List<Operator>> all() {
        return BY_NAME.values();
    }
}
