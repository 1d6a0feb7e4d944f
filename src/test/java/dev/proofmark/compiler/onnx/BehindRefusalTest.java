package dev.proofmark.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What is not supported is named behind a refused node as well as before one.
///
/// Every operator in many uses, right and wrong: once on the model's inputs, once on values that an unknown operator made of
/// them. The second report names the unknown operator and everything that the first one calls unsupported.
class BehindRefusalTest {

    private static final long SEED = 987654321;
    private static final int ROUNDS_PER_FORM = 60;
    private static final String REFUSED = "Frobnicate";

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RandomNodes nodes = new RandomNodes(random);
    private final Set<String> violated = new TreeSet<>();

    @Test
    void nothingUnsupportedIsLostBehindARefusedNode() {
        Set<String> rules = new TreeSet<>();
        for (List<Operator> forms : OperatorTable.all()) {
            for (Operator form : forms) {
                form.rules().forEach(rule -> rules.add(rule.sentence()));
                for (int round = 0; round < ROUNDS_PER_FORM; round++) {
                    compare(form, "seed " + SEED + ", " + form.name() + " " + form.since() + ", round " + round);
                }
            }
        }
        rules.removeIf(rule -> violated.stream().anyMatch(problem -> matches(rule, problem)));
        assertThat(rules).as("rules of the operator table that no use broke").isEmpty();
    }

    private void compare(Operator form, String what) {
        OnnxModelBuilder direct = nodes.model(form);
        spoil(direct.graph().getNodeBuilder(0));
        OnnxModelBuilder behind = new OnnxModelBuilder(1);
        behind.model().mergeFrom(direct.model().clone().clearOpsetImport().build()).clearOpsetImport()
                .addAllOpsetImport(direct.model().getOpsetImportList());
        behind.graph().mergeFrom(direct.graph().build());
        Map<String, String> renamed = new HashMap<>();
        direct.graph().getInputList().forEach(input -> renamed.put(input.getName(), input.getName() + "/made"));
        NodeProto.Builder node = behind.graph().getNodeBuilder(0);
        for (int i = 0; i < node.getInputCount(); i++) {
            node.setInput(i, renamed.getOrDefault(node.getInput(i), node.getInput(i)));
        }
        renamed.forEach((from, to) -> behind.node(REFUSED, List.of(from), to));
        List<ModelProblem> before = unsupported(problems(direct));
        List<ModelProblem> after = problems(behind);
        before.forEach(problem -> violated.add(problem.message()));
        List<String> expected = new ArrayList<>(before.stream().map(BehindRefusalTest::told).toList());
        renamed.values().forEach(to -> expected.add(REFUSED));
        assertThat(unsupported(after).stream().map(BehindRefusalTest::told).toList())
                .as(what)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /// All but names of operands, which differ.
    private static String told(ModelProblem problem) {
        return problem.operator().startsWith(REFUSED)
                ? REFUSED
                : problem.code() + " " + problem.node() + " " + problem.operator() + " " + problem.message() + " " + problem.expected();
    }

    /// Some uses get an attribute that does not exist, or a value that is not understood.
    private void spoil(NodeProto.Builder node) {
        if (random.nextInt(4) == 0) {
            node.addAttribute(OnnxModelBuilder.integer("made_up", 1));
        }
        for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
            if (random.nextInt(6) == 0 && attribute.getType() == AttributeProto.AttributeType.STRING) {
                attribute.setS(com.google.protobuf.ByteString.copyFromUtf8("sometimes"));
            }
        }
    }

    /// The sentence of a rule beside the message of what broke it.
    private static boolean matches(String rule, String message) {
        return switch (rule) {
            case "constants only" -> message.contains("only supported on values that do not depend");
            case "one constant matrix", "a constant base or exponent" -> message.startsWith("One of the two operands");
            case "one number as base or exponent" -> message.contains("must be one number");
            case "one or two spatial axes" -> message.contains("one or two spatial axes");
            case "nonzero constant divisors" -> message.contains("divisor is zero");
            case "finite padding value" -> message.contains("padding value is not finite");
            case "nonzero alpha" -> message.contains("alpha is zero");
            case "a public exponent or a positive base" -> message.contains("would show a constant of the model");
            case "no training" -> message.contains("training mode is not supported");
            case "computed values to real types only" -> message.contains("cast to a real type");
            default -> message.equals("The " + rule.replace("constant ", "").replace("integer ", "")
                    + " of this operator must not depend on the model's input.");
        };
    }

    /// Of nodes, not of the model's outputs.
    private static List<ModelProblem> unsupported(List<ModelProblem> problems) {
        return problems.stream().filter(problem -> !problem.operator().isEmpty()).filter(problem -> switch (problem.code()) {
            case UNSUPPORTED_OPERATOR, UNSUPPORTED_ATTRIBUTE, UNSUPPORTED_TYPE -> true;
            case INVALID_TENSOR -> problem.message().contains("divisor is zero");
            case INVALID_ATTRIBUTE -> problem.message().matches("Attribute \\w+ is (out of range|zero|missing)\\.|.*the wrong kind.*")
                    && !problem.expected().contains("rank");
            case MALFORMED_MODEL, LIMIT_EXCEEDED, INVALID_ARITY, SHAPE_MISMATCH, INVALID_GRAPH,
                    EXTERNAL_DATA, INVALID_OPTION, MISSING_RANGE, INVALID_CALIBRATION -> false;
        }).toList();
    }

    private static List<ModelProblem> problems(OnnxModelBuilder model) {
        try {
            OnnxImporter.importModel(model.source(), RandomNodes.SMALL);
            return List.of();
        } catch (ModelRejectedException rejected) {
            return new ArrayList<>(rejected.problems());
        }
    }
}
