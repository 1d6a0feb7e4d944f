package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.onnx.node.AttributeRule;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Finds valid uses of each form of the operator table, by drawing until the importer takes one and its outputs are tame
/// numbers: one use for every attribute, and for every accepted value of one.
public final class OperatorSamples {

    private static final int DRAWS = 20_000;
    private static final int DRAWS_UNTIL_CONSTANT = 300;
    private static final int MOST_ELEMENTS = 64;
    private static final double MOST = 20;

    private final Operator form;
    private final long opset;
    private final OperatorSampler sampler;
    private final Predicate<OperatorSample> preferred;
    private final List<String> missing = new ArrayList<>();

    private OperatorSamples(Operator form, long opset, Predicate<OperatorSample> preferred) {
        this.form = form;
        this.opset = opset;
        this.preferred = preferred;
        this.sampler = new OperatorSampler(new SplittableRandom(31L * form.name().hashCode() + opset));
    }

    /// @param preferred tells uses to choose, where there are such
    /// @throws AssertionError saying what has no valid use and what to do
    public static List<OperatorSample> of(Operator form, long opset, Predicate<OperatorSample> preferred) {
        OperatorSamples samples = new OperatorSamples(form, opset, preferred);
        List<OperatorSample> found = samples.all();
        if (!samples.missing.isEmpty()) {
            throw new AssertionError(form.name() + " at opset " + opset + ": no valid use found for " + samples.missing
                    + ". Either the form refuses what its attributes and rules promise, or OperatorSampler lacks a shape, a list"
                    + " or a number that it needs: add it there.");
        }
        return found;
    }

    /// A model of uses side by side, each with inputs of its own.
    public static OnnxModelBuilder model(List<OperatorSample> samples, long opset) {
        OnnxModelBuilder model = new OnnxModelBuilder(opset);
        for (int i = 0; i < samples.size(); i++) {
            samples.get(i).addTo(model, opset, prefix(i));
        }
        return model;
    }

    public static String prefix(int sample) {
        return "s" + sample + "_";
    }

    private List<OperatorSample> all() {
        List<OperatorSample> found = new ArrayList<>();
        find(null, "").ifPresentOrElse(found::add, () -> missing.add("any attributes"));
        for (AttributeRule rule : form.attributes().values()) {
            for (String value : rule.accepted().isEmpty() ? List.of("") : rule.accepted()) {
                if (found.stream().noneMatch(sample -> shows(sample, rule, value))) {
                    find(rule, value).ifPresentOrElse(found::add, () -> missing.add(rule.name() + " " + value));
                }
            }
        }
        return found;
    }

    private static boolean shows(OperatorSample sample, AttributeRule rule, String value) {
        return sample.attributes().stream().anyMatch(attribute -> attribute.getName().equals(rule.name())
                && (value.isEmpty() || AttributeRule.spelled(attribute).equals(value)));
    }

    /// Constants only where the rules refuse every computed operand.
    private Optional<OperatorSample> find(AttributeRule wanted, String value) {
        Search computed = new Search();
        for (int i = 0; i < DRAWS && !computed.ended && form.maxInputs() > 0; i++) {
            computed.look(sampler.draw(form, true, wanted, value));
            if (i >= DRAWS_UNTIL_CONSTANT && !computed.reached) {
                break;
            }
        }
        Search constant = new Search();
        for (int i = 0; i < DRAWS && !constant.ended && !computed.reached; i++) {
            constant.look(sampler.draw(form, false, wanted, value).added());
        }
        return Optional.ofNullable(computed.found != null ? computed.found : constant.found);
    }

    /// A first valid use, or a preferred one soon after it.
    private final class Search {
        private static final int MORE = 12;

        private OperatorSample found;
        private int valid;
        private boolean ended;
        private boolean reached;

        void look(OperatorSample drawn) {
            OperatorSample sample = isValid(drawn) ? drawn : drawn.addedToInput() || !reached ? null : drawn.added();
            if (sample == null || sample != drawn && !isValid(sample)) {
                return;
            }
            found = found == null ? sample : found;
            if (preferred.test(sample)) {
                found = sample;
                ended = true;
            }
            ended |= ++valid > MORE;
        }

        private boolean isValid(OperatorSample sample) {
            try {
                Graph graph = OnnxImporter.importModel(model(List.of(sample), opset).source(), RandomNodes.SMALL);
                reached = true;
                return graph.outputs().stream().allMatch(output -> output.type().isReal() && !graph.isConstant(output.value())
                        && output.value().shape().elementCount() <= MOST_ELEMENTS && output.value().shape().elementCount() > 0)
                        && tame(FloatInterpreter.evaluate(graph, sample.inputs(prefix(0), 0)))
                        && tame(FloatInterpreter.evaluate(graph, sample.inputs(prefix(0), 1)));
            } catch (ModelRejectedException rejected) {
                reached |= rejected.problems().stream().noneMatch(problem -> problem.code() == ProblemCode.UNSUPPORTED_OPERATOR);
                return false;
            }
        }

        private static boolean tame(Map<String, DenseTensor> outputs) {
            return outputs.values().stream().allMatch(tensor -> tensor.isFinite()
                    && java.util.Arrays.stream(tensor.values()).allMatch(value -> Math.abs(value) <= MOST));
        }
    }
}
