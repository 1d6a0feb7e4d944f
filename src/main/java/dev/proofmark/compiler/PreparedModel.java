package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.RoundedRanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A model that has passed every check before quantisation: imported, its input ranges known, samples at hand.
///
/// @param samples the calibration data, or samples of the declared ranges where there is none
record PreparedModel(
        Graph graph, ModelSignature signature, List<Map<String, DenseTensor>> samples, List<String> warnings) {

    private static final int FEW_SAMPLES = 8;
    private static final int DRAWN_SAMPLES = 64;
    private static final int LARGE_INPUT = 1 << 14;
    private static final int MOST_PROBLEMS = 20;

    /// **Errors** [ModelRejectedException] with every problem of model, options and calibration.
    static PreparedModel of(ModelSource source, CompileOptions options, CalibrationData given) {
        Graph graph = ShapeBinding.imported(source, options, given);
        List<ModelProblem> problems = new ArrayList<>();
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        graph.inputs().forEach(input -> shapes.put(input.name(), input.value().shape()));
        CalibrationData calibration = CalibrationRows.apart(given, shapes);
        if (shapes.isEmpty()) {
            problems.add(new ModelProblem(
                    ProblemCode.INVALID_GRAPH, "", "", "The model has no inputs.", "at least one input", "none"));
        }
        problems.addAll(CircuitCheck.ports(graph));
        CompileDemand.of(graph, calibration.samples().size()).beyond(Runtime.getRuntime().maxMemory()).ifPresent(problems::add);
        checkDeclared(options.inputRanges(), shapes, problems);
        List<Map<String, DenseTensor>> samples = bound(calibration, shapes, options.inputRanges(), problems);
        boolean observable = problems.isEmpty() || calibration.samples().isEmpty();
        Map<String, RealRange> ranges = observable ? ranges(shapes, options, samples, problems) : Map.of();
        if (!problems.isEmpty()) {
            throw new ModelRejectedException(problems);
        }
        ModelSignature signature = new ModelSignature(
                graph.inputs().stream()
                        .map(input -> new ModelSignature.Input(
                                input.name(), input.type(), input.value().shape(), ranges.get(input.name())))
                        .toList(),
                graph.outputs().stream()
                        .map(output -> new ModelSignature.Output(output.name(), output.type(), output.value().shape()))
                        .toList());
        return samples.isEmpty()
                ? new PreparedModel(graph, signature, drawn(signature), List.of(
                        "No calibration data: scales come from random inputs of the declared ranges. Typical inputs as"
                                + " calibration make the proven program more accurate."))
                : new PreparedModel(graph, signature, samples, fewSamples(samples.size()));
    }

    CompileDemand demand() {
        return CompileDemand.of(graph, samples.size());
    }

    Map<String, RealRange> ranges() {
        Map<String, RealRange> ranges = new LinkedHashMap<>();
        signature.inputs().forEach(input -> ranges.put(input.name(), input.range()));
        return ranges;
    }

    private static List<String> fewSamples(int count) {
        return count >= FEW_SAMPLES
                ? List.of()
                : List.of("Only " + count + (count == 1 ? " calibration sample: " : " calibration samples: ")
                        + "activations far outside of what it shows are clipped.");
    }

    private static void checkDeclared(
            Map<String, RealRange> declared, Map<String, TensorShape> shapes, List<ModelProblem> problems) {
        declared.forEach((name, range) -> {
            if (!shapes.containsKey(name)) {
                problems.add(new ModelProblem(
                        ProblemCode.INVALID_OPTION, name, "", "Option inputRanges names no input of the model.",
                        "one of " + String.join(", ", shapes.keySet()), name));
            } else if (!(range.low() < range.high())) {
                problems.add(new ModelProblem(
                        ProblemCode.INVALID_OPTION, name, "", "Option inputRanges gives an empty range.",
                        "a lower and a higher number", "[" + range.low() + ", " + range.high() + "]"));
            }
        });
    }

    private static List<Map<String, DenseTensor>> bound(
            CalibrationData calibration,
            Map<String, TensorShape> shapes,
            Map<String, RealRange> declared,
            List<ModelProblem> problems) {
        InputBinding binding = new InputBinding(shapes);
        List<Map<String, DenseTensor>> samples = new ArrayList<>();
        for (int i = 0; i < calibration.samples().size() && problems.size() < MOST_PROBLEMS; i++) {
            try {
                Map<String, DenseTensor> sample = binding.bind(calibration.samples().get(i));
                for (Map.Entry<String, DenseTensor> tensor : sample.entrySet()) {
                    checkValues(i, tensor.getKey(), tensor.getValue(), declared.get(tensor.getKey()), problems);
                }
                samples.add(sample);
            } catch (InputRejectedException rejected) {
                problems.add(new ModelProblem(
                        ProblemCode.INVALID_CALIBRATION, rejected.input(), "", "Calibration samples[" + i + "] does not fit: "
                                + rejected.reason().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ".",
                        rejected.expected(), rejected.actual()));
            }
        }
        return samples;
    }

    private static void checkValues(
            int sample, String name, DenseTensor tensor, RealRange declared, List<ModelProblem> problems) {
        if (!tensor.isFinite()) {
            problems.add(new ModelProblem(
                    ProblemCode.INVALID_CALIBRATION, name, "", "Calibration samples[" + sample + "] has values that are not finite.",
                    "finite numbers", "NaN or an infinity"));
        } else if (declared != null && !Arrays.stream(tensor.values()).allMatch(declared::contains)) {
            problems.add(new ModelProblem(
                    ProblemCode.INVALID_CALIBRATION, name, "", "Calibration samples[" + sample + "] leaves the declared range.",
                    "values in [" + declared.low() + ", " + declared.high() + "]", "a value outside"));
        }
    }

    private static Map<String, RealRange> ranges(
            Map<String, TensorShape> shapes,
            CompileOptions options,
            List<Map<String, DenseTensor>> samples,
            List<ModelProblem> problems) {
        Map<String, RealRange> ranges = new LinkedHashMap<>();
        for (String name : shapes.keySet()) {
            RealRange declared = options.inputRanges().get(name);
            if (declared != null) {
                ranges.put(name, declared);
            } else if (!samples.isEmpty()) {
                RealRange observed = samples.stream()
                        .map(sample -> RealRange.of(sample.get(name)))
                        .reduce(RealRange::union)
                        .orElseThrow();
                ranges.put(name, RoundedRanges.accepted(observed));
            } else {
                problems.add(new ModelProblem(
                        ProblemCode.MISSING_RANGE, name, "", "The range of this input is not known.",
                        "option inputRanges {\"" + name + "\": [low, high]}, or calibration samples {\"samples\": [{\"inputs\":"
                                + " {\"" + name + "\": [..]}}, ..]}",
                        "neither"));
            }
        }
        return ranges;
    }

    private static List<Map<String, DenseTensor>> drawn(ModelSignature signature) {
        SplittableRandom random = new SplittableRandom(1);
        int elements = signature.inputs().stream().mapToInt(input -> input.shape().elementCount()).sum();
        int count = elements > LARGE_INPUT ? DRAWN_SAMPLES / 4 : DRAWN_SAMPLES;
        List<Map<String, DenseTensor>> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, DenseTensor> sample = new LinkedHashMap<>();
            for (ModelSignature.Input input : signature.inputs()) {
                double[] values = new double[input.shape().elementCount()];
                Arrays.setAll(values, k -> input.range().low() + input.range().span() * random.nextDouble());
                sample.put(input.name(), DenseTensor.of(input.shape(), values));
            }
            samples.add(sample);
        }
        return samples;
    }
}
