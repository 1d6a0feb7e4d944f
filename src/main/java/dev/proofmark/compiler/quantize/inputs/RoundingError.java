package dev.proofmark.compiler.quantize.inputs;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.graph.Work;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.RealRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far rounding an input moves the outputs of a graph, measured on calibration samples.
record RoundingError(Graph graph, List<Map<String, DenseTensor>> samples) {

    private static final int MOST_SAMPLES = 16;

    /// Multiplications that one measurement may take.
    private static final long MOST_WORK = 1L << 30;

    /// On as many of the samples as may be measured; null where one is too many.
    static RoundingError of(Graph graph, List<Map<String, DenseTensor>> samples) {
        int count = (int) Math.min(Math.min(samples.size(), MOST_SAMPLES), MOST_WORK / multiplications(graph));
        return count == 0 ? null : new RoundingError(graph, samples.subList(0, count));
    }

    /// The largest move of an output, relative to its span, when this input alone is rounded.
    double of(String input, InputGrid grid) {
        Map<String, RealRange> spans = new HashMap<>();
        Map<String, Double> moves = new HashMap<>();
        for (Map<String, DenseTensor> sample : samples) {
            Map<String, DenseTensor> rounded = new HashMap<>(sample);
            rounded.put(input, rounded(sample.get(input), grid));
            Map<String, DenseTensor> exact = FloatInterpreter.evaluate(graph, sample);
            Map<String, DenseTensor> moved = FloatInterpreter.evaluate(graph, rounded);
            exact.forEach((name, tensor) -> {
                spans.merge(name, RealRange.of(tensor), RealRange::union);
                double largest = 0;
                for (int i = 0; i < tensor.values().length; i++) {
                    largest = Math.max(largest, Math.abs(tensor.value(i) - moved.get(name).value(i)));
                }
                moves.merge(name, largest, Math::max);
            });
        }
        double error = 0;
        for (Map.Entry<String, Double> move : moves.entrySet()) {
            RealRange span = spans.get(move.getKey());
            double size = span.span() > 0 ? span.span() : span.magnitude();
            error = Math.max(error, move.getValue() == 0 ? 0 : move.getValue() / size);
        }
        return error;
    }

    private static long multiplications(Graph graph) {
        return 1 + graph.nodes().stream()
                .mapToLong(node -> Work.of(node.op(), node.inputs().stream().map(Value::shape).toList(), node.output().shape()))
                .sum();
    }

    private static DenseTensor rounded(DenseTensor tensor, InputGrid grid) {
        int[] lengths = tensor.shape().lengths();
        long[] integers = grid.integers(lengths, tensor.values());
        double[] values = new double[integers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = integers[i] * grid.scale().at(lengths, i);
        }
        return DenseTensor.of(tensor.shape(), values);
    }
}
