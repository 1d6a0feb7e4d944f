package dev.proofmark.service.engine;

import dev.proofmark.circuit.Port;
import dev.proofmark.service.tensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Real values to the integers of a circuit's ports and back: `x_q = floor(x / scale + 1/2)`, `x = x_q * scale`.
///
/// **Errors**: `InputRefusedException` names the element's place and the range, never its value.
final class PortValues {
    private PortValues() {}

    static Map<String, long[]> quantised(List<Port> ports, Map<String, Tensor> inputs) {
        Map<String, long[]> integers = new LinkedHashMap<>();
        for (Port port : ports) {
            Tensor tensor = inputs.get(port.name());
            if (tensor == null) {
                throw new InputRefusedException("the input '" + port.name() + "' is missing", port.name(), inputs.keySet().toString());
            }
            if (tensor.values().length != port.shape().size()) {
                throw new InputRefusedException("the input '" + port.name() + "' has another shape",
                        Arrays.toString(port.shape().lengths()), tensor.shape().toString());
            }
            integers.put(port.name(), quantised(port, tensor.values()));
        }
        return integers;
    }

    private static long[] quantised(Port port, double[] values) {
        long[] integers = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            double rounded = Math.floor(values[i] / port.scale() + 0.5);
            if (!(rounded >= port.range().low() && rounded <= port.range().high())) {
                throw new InputRefusedException("element %d of the input '%s' is out of range".formatted(i, port.name()),
                        "%s to %s".formatted(port.range().low() * port.scale(), port.range().high() * port.scale()),
                        Double.isNaN(rounded) ? "NaN" : rounded < port.range().low() ? "a number below it" : "a number above it");
            }
            integers[i] = (long) rounded;
        }
        return integers;
    }

    static Tensor real(Port port, long[] integers) {
        double[] values = new double[integers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = integers[i] * port.scale();
        }
        return tensor(port.shape().lengths(), values);
    }

    static Tensor tensor(int[] lengths, double[] values) {
        List<Integer> shape = new ArrayList<>();
        for (int length : lengths) {
            shape.add(length);
        }
        return new Tensor(shape, values);
    }
}
