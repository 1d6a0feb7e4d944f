package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Translates one node after the other; each leaves its outputs in the map of values, resolved or not.
final class NodeTranslator {

    private final Function<String, Operand> operands;
    private final Map<String, Operand> values;
    private final GraphAssembly assembly;
    private final TensorReader tensors;
    private final Problems problems;

    NodeTranslator(
            Function<String, Operand> operands,
            Map<String, Operand> values,
            GraphAssembly assembly,
            TensorReader tensors,
            Problems problems) {
        this.operands = operands;
        this.values = values;
        this.assembly = assembly;
        this.tensors = tensors;
        this.problems = problems;
    }

    /// @param operator empty when the node's form is not understood, which is on record
    void translate(OnnxNode node, Optional<Operator> operator) {
        List<Operand> given = new ArrayList<>();
        List<Optional<Operand.Known>> known = new ArrayList<>();
        for (String input : node.inputs()) {
            if (input.isEmpty()) {
                known.add(Optional.empty());
                continue;
            }
            Operand operand = operands.apply(input);
            given.add(operand);
            known.add(operand instanceof Operand.Known value ? Optional.of(value) : Optional.empty());
        }
        boolean dependsOnInput = given.stream().anyMatch(NodeTranslator::dependsOnInput);
        boolean onlyShape = node.operator().equals("Shape") || node.operator().equals("Size");
        node.outputs().forEach(output -> values.put(output, new Operand.Unresolved(dependsOnInput && !onlyShape)));
        if (operator.isEmpty()) {
            return;
        }
        if (operator.get().constantsOnly() && dependsOnInput) {
            problems.add(
                    ProblemCode.UNSUPPORTED_OPERATOR, node.origin().node(), node.origin().operator(),
                    "This operator is only supported on values that do not depend on the model's input.",
                    "constant operands", node.operator());
            return;
        }
        if (given.stream().allMatch(Operand.Known.class::isInstance)) {
            apply(node, operator.get(), known);
        }
    }

    private void apply(OnnxNode node, Operator operator, List<Optional<Operand.Known>> known) {
        try {
            List<Operand.Known> results =
                    operator.translator().translate(new Translation(node, known, assembly, tensors));
            for (int i = 0; i < Math.min(results.size(), node.outputs().size()); i++) {
                values.put(node.outputs().get(i), results.get(i));
            }
        } catch (NodeRejection rejection) {
            problems.add(node.origin(), rejection);
        } catch (ShapeException mismatch) {
            problems.add(node.origin(), mismatch);
        } catch (ArithmeticException overflow) {
            problems.add(
                    ProblemCode.LIMIT_EXCEEDED, node.origin().node(), node.origin().operator(),
                    "A length or an index is too large.", "numbers below 2^31", "an overflow");
        }
    }

    private static boolean dependsOnInput(Operand operand) {
        return switch (operand) {
            case Operand.Computed computed -> true;
            case Operand.Constant constant -> false;
            case Operand.Unresolved unresolved -> unresolved.dependsOnInput();
        };
    }
}
