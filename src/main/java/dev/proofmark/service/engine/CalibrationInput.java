package dev.proofmark.service.engine;

import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.RealRange;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// What a model is calibrated on: input ranges and samples.
///
/// An input's range is the declared one, else that of the samples widened by a quarter; without both the model is refused.
/// Without samples, some are drawn from the declared ranges.
record CalibrationInput(Map<String, RealRange> ranges, List<Map<String, DenseTensor>> samples, List<String> warnings) {
    private static final double WIDENING = 0.25;
    private static final int DRAWN = 32;

    static CalibrationInput of(Graph graph, ModelSettings settings, List<InferenceInput> calibration) {
        List<ModelProblem> problems = new ArrayList<>();
        unknownNames(graph, settings, problems);
        List<Map<String, DenseTensor>> samples = new ArrayList<>();
        for (int i = 0; i < calibration.size(); i++) {
            samples.add(sample(graph, calibration.get(i), i, problems));
        }
        Map<String, RealRange> ranges = new LinkedHashMap<>();
        for (Graph.Input input : graph.inputs()) {
            range(input.name(), settings, samples, problems).ifPresent(range -> ranges.put(input.name(), range));
        }
        if (!problems.isEmpty()) {
            throw new ModelRejectedException(problems);
        }
        if (!samples.isEmpty()) {
            return new CalibrationInput(ranges, samples, List.of());
        }
        return new CalibrationInput(ranges, drawn(graph, ranges),
                List.of("no calibration data: scales come from random samples of the declared input ranges"));
    }

    /// The shapes that samples show, to bind symbolic axes by; flat lists show none.
    static Map<String, List<Integer>> shapes(List<InferenceInput> calibration) {
        Map<String, List<Integer>> shapes = new HashMap<>();
        for (InferenceInput sample : calibration) {
            sample.named().forEach((name, tensor) -> {
                if (tensor.shape().size() > 1) {
                    shapes.putIfAbsent(name, tensor.shape());
                }
            });
        }
        return shapes;
    }

    private static void unknownNames(Graph graph, ModelSettings settings, List<ModelProblem> problems) {
        List<String> known = graph.inputs().stream().map(Graph.Input::name).toList();
        TreeSet<String> named = new TreeSet<>(settings.inputRanges().keySet());
        named.addAll(settings.shapes().keySet());
        named.removeAll(known);
        for (String name : named) {
            problems.add(new ModelProblem(ProblemCode.INVALID_OPTION, name, "",
                    "the options name an input that the model does not have", String.join(", ", known), name));
        }
    }

    private static java.util.Optional<RealRange> range(
            String name, ModelSettings settings, List<Map<String, DenseTensor>> samples, List<ModelProblem> problems) {
        ModelSettings.Range declared = settings.inputRanges().get(name);
        if (declared != null) {
            return java.util.Optional.of(new RealRange(declared.low(), declared.high()));
        }
        java.util.Optional<RealRange> seen = samples.stream()
                .filter(sample -> sample.containsKey(name))
                .map(sample -> RealRange.of(sample.get(name)))
                .reduce(RealRange::union)
                .map(range -> range.widened(WIDENING));
        if (seen.isEmpty() && samples.isEmpty()) {
            problems.add(new ModelProblem(ProblemCode.MISSING_RANGE, name, "",
                    "the range of the input '" + name + "' is not known",
                    "options {\"inputRanges\": {\"" + name + "\": [lowest, highest]}}, or calibration data", "neither"));
        }
        return seen;
    }

    private static Map<String, DenseTensor> sample(
            Graph graph, InferenceInput input, int index, List<ModelProblem> problems) {
        Map<String, DenseTensor> tensors = new HashMap<>();
        List<Graph.Input> inputs = graph.inputs();
        if (input.named().isEmpty() && input.ordered().size() != inputs.size()) {
            problems.add(problem(index, "another number of inputs", String.valueOf(inputs.size()),
                    String.valueOf(input.ordered().size())));
            return tensors;
        }
        for (int i = 0; i < inputs.size(); i++) {
            Graph.Input wanted = inputs.get(i);
            Tensor tensor = input.named().isEmpty() ? input.ordered().get(i) : input.named().get(wanted.name());
            TensorShape shape = wanted.value().shape();
            if (tensor == null) {
                problems.add(problem(index, "no input '" + wanted.name() + "'", wanted.name(), input.named().keySet().toString()));
            } else if (!fits(tensor, shape)) {
                problems.add(problem(index, "another shape of the input '" + wanted.name() + "'",
                        shape.toList().toString(), tensor.shape().toString()));
            } else {
                tensors.put(wanted.name(), DenseTensor.of(shape, tensor.values()));
            }
        }
        return tensors;
    }

    private static boolean fits(Tensor tensor, TensorShape shape) {
        return tensor.shape().equals(shape.toList())
                || tensor.shape().size() == 1 && tensor.values().length == shape.elementCount();
    }

    private static ModelProblem problem(int index, String what, String expected, String actual) {
        return new ModelProblem(ProblemCode.INVALID_CALIBRATION, "", "",
                "calibration sample " + index + " has " + what, expected, actual);
    }

    private static List<Map<String, DenseTensor>> drawn(Graph graph, Map<String, RealRange> ranges) {
        Random random = new Random(1);
        List<Map<String, DenseTensor>> samples = new ArrayList<>();
        for (int i = 0; i < DRAWN; i++) {
            Map<String, DenseTensor> sample = new HashMap<>();
            for (Graph.Input input : graph.inputs()) {
                RealRange range = ranges.get(input.name());
                double[] values = new double[input.value().shape().elementCount()];
                for (int k = 0; k < values.length; k++) {
                    values[k] = range.low() + random.nextDouble() * range.span();
                }
                sample.put(input.name(), DenseTensor.of(input.value().shape(), values));
            }
            samples.add(sample);
        }
        return samples;
    }
}
