package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Samples that came as the rows of one tensor: `[n, features]` for a model whose single input takes one row at a time.
final class CalibrationRows {
    private CalibrationRows() {}

    /// The same samples, each such tensor as its n rows.
    static CalibrationData apart(CalibrationData calibration, Map<String, TensorShape> inputs) {
        if (inputs.size() != 1) {
            return calibration;
        }
        Map.Entry<String, TensorShape> input = inputs.entrySet().iterator().next();
        return new CalibrationData(calibration.samples().stream()
                .flatMap(sample -> apart(sample, input.getKey(), input.getValue()))
                .toList());
    }

    private static Stream<ModelInputs> apart(ModelInputs sample, String input, TensorShape shape) {
        DenseTensor given = sample.ordered().isEmpty() ? sample.named().get(input) : sample.ordered().getFirst();
        if (given == null || sample.named().size() + sample.ordered().size() != 1 || !hasRows(given.shape(), shape)) {
            return Stream.of(sample);
        }
        double[] values = given.values();
        List<ModelInputs> rows = new ArrayList<>();
        for (int from = 0; from < values.length; from += shape.elementCount()) {
            rows.add(ModelInputs.ordered(List.of(
                    DenseTensor.of(shape, Arrays.copyOfRange(values, from, from + shape.elementCount())))));
        }
        return rows.stream();
    }

    private static boolean hasRows(TensorShape given, TensorShape shape) {
        if (given.rank() < 2 || given.equals(shape) || given.elementCount() == 0) {
            return false;
        }
        List<Integer> row = given.toList().subList(1, given.rank());
        List<Integer> whole = shape.toList();
        return row.equals(whole)
                || row.equals(List.of(shape.elementCount()))
                || !whole.isEmpty() && whole.getFirst() == 1 && row.equals(whole.subList(1, whole.size()));
    }
}
