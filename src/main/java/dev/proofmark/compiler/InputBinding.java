package dev.proofmark.compiler;

import dev.proofmark.compiler.InputRejectedException.Reason;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Names and shapes of given tensors against those of the model.
final class InputBinding {

    private final Map<String, TensorShape> expected;

    /// @param expected in the model's order
    InputBinding(Map<String, TensorShape> expected) {
        this.expected = new LinkedHashMap<>(expected);
    }

    static InputBinding of(ModelSignature signature) {
        Map<String, TensorShape> shapes = new LinkedHashMap<>();
        signature.inputs().forEach(input -> shapes.put(input.name(), input.shape()));
        return new InputBinding(shapes);
    }

    /// One tensor per input in the model's shape; flat tensors are reshaped.
    Map<String, DenseTensor> bind(ModelInputs given) {
        Map<String, DenseTensor> named = named(given);
        Map<String, DenseTensor> bound = new LinkedHashMap<>();
        expected.forEach((name, shape) -> bound.put(name, shaped(name, shape, named.get(name))));
        return bound;
    }

    /// The given tensors by input name, shapes unchecked.
    Map<String, DenseTensor> named(ModelInputs given) {
        if (given.ordered().isEmpty()) {
            for (String name : given.named().keySet()) {
                if (!expected.containsKey(name)) {
                    throw new InputRejectedException(
                            Reason.UNKNOWN_INPUT, name, "The model has no input of this name.", names(), name);
                }
            }
            for (String name : expected.keySet()) {
                if (!given.named().containsKey(name)) {
                    throw new InputRejectedException(
                            Reason.MISSING_INPUT, name, "Input " + name + " is missing.", names(),
                            given.named().isEmpty() ? "no inputs" : String.join(", ", given.named().keySet()));
                }
            }
            return given.named();
        }
        if (given.ordered().size() != expected.size()) {
            throw new InputRejectedException(
                    Reason.WRONG_INPUT_COUNT, "", "The number of inputs is wrong.",
                    expected.size() + " inputs in the order " + names(), given.ordered().size() + " inputs");
        }
        Map<String, DenseTensor> named = new LinkedHashMap<>();
        List<String> order = List.copyOf(expected.keySet());
        for (int i = 0; i < order.size(); i++) {
            named.put(order.get(i), given.ordered().get(i));
        }
        return named;
    }

    private static DenseTensor shaped(String name, TensorShape shape, DenseTensor given) {
        boolean flat = given.shape().rank() <= 1 && given.shape().elementCount() == shape.elementCount();
        if (!given.shape().equals(shape) && !flat) {
            throw new InputRejectedException(
                    Reason.WRONG_SHAPE, name, "Input " + name + " has the wrong shape.",
                    shape + ", or " + shape.elementCount() + " values in one flat list", given.shape().toString());
        }
        return given.reshaped(shape);
    }

    private String names() {
        return String.join(", ", expected.keySet());
    }
}
