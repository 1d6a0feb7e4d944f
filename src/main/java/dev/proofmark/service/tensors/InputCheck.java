package dev.proofmark.service.tensors;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.tensors.Signature.Port;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds what a client sent against what the model takes.
public final class InputCheck {
    private InputCheck() {}

    /// The tensors by input name, in the model's order and in its shapes.
    public static Map<String, Tensor> check(List<Port> ports, InferenceInput input) {
        Map<String, Tensor> given = input.ordered().isEmpty() && !input.named().isEmpty() ? input.named() : byOrder(ports, input);
        for (String name : given.keySet()) {
            port(ports, name);
        }
        Map<String, Tensor> checked = new LinkedHashMap<>();
        for (Port port : ports) {
            Tensor tensor = given.get(port.name());
            if (tensor == null) {
                throw ProblemException.of(ProblemCode.INPUT_MISSING, "the input '" + port.name() + "' is missing",
                        names(ports), List.copyOf(given.keySet()));
            }
            checked.put(port.name(), inRange(port, shaped(port, tensor)));
        }
        return checked;
    }

    /// The input of that name.
    static Port port(List<Port> ports, String name) {
        for (Port port : ports) {
            if (port.name().equals(name)) {
                return port;
            }
        }
        throw ProblemException.of(ProblemCode.INPUT_UNKNOWN, "the model has no input of that name", names(ports),
                name.length() > 128 ? "a longer name" : name);
    }

    static ProblemException otherNumber(List<Port> ports, Object actual) {
        return ProblemException.of(ProblemCode.INPUT_MISSING, "the model takes another number of inputs",
                "%d: %s".formatted(ports.size(), names(ports)), actual);
    }

    private static Map<String, Tensor> byOrder(List<Port> ports, InferenceInput input) {
        if (input.ordered().size() != ports.size()) {
            throw otherNumber(ports, input.ordered().size());
        }
        Map<String, Tensor> given = new LinkedHashMap<>();
        for (int i = 0; i < ports.size(); i++) {
            given.put(ports.get(i).name(), input.ordered().get(i));
        }
        return given;
    }

    private static Tensor shaped(Port port, Tensor tensor) {
        if (tensor.shape().equals(port.shape())) {
            return tensor;
        }
        long elements = port.elements();
        if (tensor.flat() && tensor.values().length == elements) {
            return tensor.reshaped(port.shape());
        }
        throw otherShape(port, tensor.shape());
    }

    static ProblemException otherShape(Port port, Object actual) {
        return ProblemException.of(ProblemCode.INPUT_SHAPE, "the input '" + port.name() + "' has another shape",
                "%s, or a flat list of %d numbers".formatted(port.shape(), port.elements()), actual);
    }

    private static Tensor inRange(Port port, Tensor tensor) {
        if (port.range() == null) {
            return tensor;
        }
        for (int i = 0; i < tensor.values().length; i++) {
            double value = tensor.values()[i];
            List<Double> range = port.rangeAt(i);
            double low = range.get(0);
            double high = range.get(1);
            if (value < low || value > high) {
                throw ProblemException.of(ProblemCode.INPUT_OUT_OF_RANGE,
                        "the element at %s of '%s' is out of range".formatted(index(i, port.shape()), port.name()),
                        "%s to %s".formatted(low, high), value < low ? "a number below it" : "a number above it");
            }
        }
        return tensor;
    }

    private static List<Integer> index(int flat, List<Integer> shape) {
        Integer[] index = new Integer[shape.size()];
        int rest = flat;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.get(axis);
            rest /= shape.get(axis);
        }
        return List.of(index);
    }

    private static String names(List<Port> ports) {
        return String.join(", ", ports.stream().map(Port::name).toList());
    }
}
