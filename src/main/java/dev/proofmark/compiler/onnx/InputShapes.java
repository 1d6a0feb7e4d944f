package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.file.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Binds the axes of model inputs to lengths.
///
/// A fixed axis keeps its length. A symbolic one takes it from the option `shapes`, else from the calibration samples where
/// their rank and fixed axes agree, else from another input that has the same symbol, else it is one.
final class InputShapes {

    private final ImportOptions options;
    private final Problems problems;
    private final Map<String, Integer> symbols = new HashMap<>();

    InputShapes(ImportOptions options, List<ValueInfoProto> inputs, Problems problems) {
        this.options = options;
        this.problems = problems;
        checkOptions(inputs);
        for (ValueInfoProto input : inputs) {
            List<Dimension> dimensions = dimensions(input).orElse(List.of());
            List<Integer> bound = bound(input.getName(), dimensions);
            for (int axis = 0; axis < Math.min(bound.size(), dimensions.size()); axis++) {
                if (!dimensions.get(axis).getDimParam().isEmpty()) {
                    symbols.putIfAbsent(dimensions.get(axis).getDimParam(), bound.get(axis));
                }
            }
        }
    }

    private void checkOptions(List<ValueInfoProto> inputs) {
        String names = inputs.stream().map(ValueInfoProto::getName).collect(Collectors.joining(", ", "one of ", ""));
        for (String name : options.shapes().keySet()) {
            if (inputs.stream().noneMatch(input -> input.getName().equals(name))) {
                problems.add(ProblemCode.INVALID_OPTION, name, "Option shapes names no input of the model.", names, name);
            }
        }
    }

    /// Empty after a problem was reported.
    Optional<TensorShape> shape(ValueInfoProto input) {
        String name = input.getName();
        Optional<List<Dimension>> declared = dimensions(input);
        List<Integer> option = options.shapes().get(name);
        if (declared.isEmpty()) {
            List<Integer> any = option != null ? option : options.calibrationShapes().get(name);
            if (any != null) {
                return limited(name, any);
            }
            problems.add(
                    ProblemCode.INVALID_OPTION, name, "The model does not say the shape of this input.",
                    "option shapes {\"" + name + "\": [..]}", "none");
            return Optional.empty();
        }
        List<Dimension> dimensions = declared.get();
        if (option != null && !agrees(option, dimensions)) {
            problems.add(
                    ProblemCode.INVALID_OPTION, name, "Option shapes contradicts the model.",
                    describe(dimensions), option.toString());
            return Optional.empty();
        }
        List<Integer> bound = bound(name, dimensions);
        List<Integer> lengths = new ArrayList<>();
        for (int axis = 0; axis < dimensions.size(); axis++) {
            Dimension dimension = dimensions.get(axis);
            lengths.add(
                    isFixed(dimension)
                            ? (int) Math.min(dimension.getDimValue(), Integer.MAX_VALUE)
                            : !bound.isEmpty() ? bound.get(axis) : symbols.getOrDefault(dimension.getDimParam(), 1));
        }
        return limited(name, lengths);
    }

    private Optional<TensorShape> limited(String name, List<Integer> lengths) {
        long count = 1;
        boolean sound = lengths.size() <= options.limits().rank();
        for (int length : lengths) {
            sound &= length >= 1;
            count = Math.min(count * Math.max(length, 0), Integer.MAX_VALUE);
        }
        if (!sound || count > options.limits().tensorElements()) {
            problems.add(
                    ProblemCode.LIMIT_EXCEEDED, name, "An input shape is empty or too large.",
                    "at most " + options.limits().rank() + " axes, each at least 1, and "
                            + options.limits().tensorElements() + " elements",
                    lengths.toString());
            return Optional.empty();
        }
        return Optional.of(TensorShape.of(lengths));
    }

    private List<Integer> bound(String name, List<Dimension> dimensions) {
        for (Map<String, List<Integer>> source : List.of(options.shapes(), options.calibrationShapes())) {
            List<Integer> lengths = source.get(name);
            if (lengths != null && agrees(lengths, dimensions)) {
                return lengths;
            }
        }
        return List.of();
    }

    private static boolean agrees(List<Integer> lengths, List<Dimension> dimensions) {
        if (lengths.size() != dimensions.size()) {
            return false;
        }
        for (int axis = 0; axis < lengths.size(); axis++) {
            if (isFixed(dimensions.get(axis)) && dimensions.get(axis).getDimValue() != lengths.get(axis)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFixed(Dimension dimension) {
        return dimension.hasDimValue() && dimension.getDimValue() > 0;
    }

    private static Optional<List<Dimension>> dimensions(ValueInfoProto input) {
        TypeProto.Tensor tensor = input.getType().getTensorType();
        return tensor.hasShape() ? Optional.of(tensor.getShape().getDimList()) : Optional.empty();
    }

    private static String describe(List<Dimension> dimensions) {
        return dimensions.stream()
                .map(d -> isFixed(d) ? Long.toString(d.getDimValue()) : d.getDimParam().isEmpty() ? "?" : d.getDimParam())
                .collect(Collectors.joining(",", "[", "]"));
    }
}
