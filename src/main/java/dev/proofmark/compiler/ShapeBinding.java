package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.onnx.ImportOptions;
import dev.proofmark.compiler.onnx.OnnxImporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Imports a model with its symbolic axes bound: by the option `shapes`, else by the first calibration sample, else to one.
///
/// A flat sample binds an axis only by its length: when it has r times as many values as the model with its symbolic axes
/// at one, the first axis that can be r long is.
final class ShapeBinding {

    private ShapeBinding() {}

    static Graph imported(ModelSource source, CompileOptions options, CalibrationData calibration) {
        ImportOptions base = ImportOptions.defaults().withShapes(options.shapes()).withPublicScalars(options.publicScalars());
        if (calibration.samples().isEmpty()) {
            return OnnxImporter.importModel(source, base);
        }
        ModelInputs first = calibration.samples().getFirst();
        Map<String, List<Integer>> shapes = new HashMap<>();
        first.named().forEach((name, tensor) -> shapes.put(name, tensor.shape().toList()));
        Graph graph = OnnxImporter.importModel(source, base.withCalibrationShapes(shapes));
        Map<String, DenseTensor> tensors = byName(graph, first);
        Map<String, List<Integer>> bound = new HashMap<>(shapes);
        for (Graph.Input input : graph.inputs()) {
            DenseTensor given = tensors.get(input.name());
            if (given != null && given.shape().elementCount() != input.value().shape().elementCount()) {
                longer(source, base, bound, input, given.shape()).ifPresent(lengths -> bound.put(input.name(), lengths));
            }
        }
        return bound.equals(shapes) ? graph : OnnxImporter.importModel(source, base.withCalibrationShapes(bound));
    }

    private static Optional<List<Integer>> longer(
            ModelSource source, ImportOptions base, Map<String, List<Integer>> bound, Graph.Input input, TensorShape given) {
        TensorShape shape = input.value().shape();
        if (shape.elementCount() == 0 || given.elementCount() % shape.elementCount() != 0) {
            return Optional.empty();
        }
        int ratio = given.elementCount() / shape.elementCount();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.length(axis) != 1) {
                continue;
            }
            Map<String, List<Integer>> attempt = new HashMap<>(bound);
            attempt.put(input.name(), shape.with(axis, ratio).toList());
            try {
                Graph graph = OnnxImporter.importModel(source, base.withCalibrationShapes(attempt));
                boolean taken = graph.inputs().stream()
                        .anyMatch(other -> other.name().equals(input.name())
                                && other.value().shape().elementCount() == given.elementCount());
                if (taken) {
                    return Optional.of(attempt.get(input.name()));
                }
            } catch (ModelRejectedException notThisAxis) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static Map<String, DenseTensor> byName(Graph graph, ModelInputs sample) {
        Map<String, DenseTensor> tensors = new LinkedHashMap<>(sample.named());
        List<Graph.Input> inputs = new ArrayList<>(graph.inputs());
        for (int i = 0; i < Math.min(inputs.size(), sample.ordered().size()); i++) {
            tensors.put(inputs.get(i).name(), sample.ordered().get(i));
        }
        return tensors;
    }
}
