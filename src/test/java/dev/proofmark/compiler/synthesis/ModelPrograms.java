package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.onnx.ImportOptions;
import dev.proofmark.compiler.onnx.OnnxImporter;
import dev.proofmark.compiler.quantize.Quantizer;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.quantize.program.Step;
import dev.proofmark.testing.ModelFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Model folders as quantised programs, calibrated on their own test inputs, and those inputs as integers.
final class ModelPrograms {
    private ModelPrograms() {
    }

    static QuantizedProgram program(ModelFolder folder) {
        Graph graph = OnnxImporter.importModel(
                folder.source(), ImportOptions.defaults().withCalibrationShapes(folder.sampleShapes()));
        List<Map<String, DenseTensor>> samples = folder.samples().stream().map(ModelFolder.Sample::inputs).toList();
        Map<String, RealRange> ranges = new HashMap<>();
        for (Map<String, DenseTensor> sample : samples) {
            sample.forEach((name, tensor) -> ranges.merge(name, RealRange.of(tensor), RealRange::union));
        }
        ranges.replaceAll((name, range) -> range.widened(range.span() / 4));
        return Quantizer.quantize(graph, ranges, samples, Precision.DEFAULT);
    }

    static List<Map<String, long[]>> inputs(ModelFolder folder, QuantizedProgram program) {
        List<Map<String, long[]>> all = new ArrayList<>();
        for (ModelFolder.Sample sample : folder.samples()) {
            Map<String, long[]> inputs = new HashMap<>();
            for (QuantizedProgram.Port port : program.inputs()) {
                Step step = program.step(port);
                IntegerRange range = step.range();
                double[] values = sample.inputs().get(port.name()).values();
                long[] integers = new long[values.length];
                for (int i = 0; i < values.length; i++) {
                    long rounded = (long) Math.floor(values[i] / step.scale() + 0.5);
                    integers[i] = Math.max(range.low(), Math.min(range.high(), rounded));
                }
                inputs.put(port.name(), integers);
            }
            all.add(inputs);
        }
        return all;
    }

    /// Every input at one end of its range.
    static Map<String, long[]> corner(QuantizedProgram program, boolean high) {
        Map<String, long[]> inputs = new HashMap<>();
        for (QuantizedProgram.Port port : program.inputs()) {
            long[] x = new long[program.step(port).shape().elementCount()];
            java.util.Arrays.fill(x, high ? program.step(port).range().high() : program.step(port).range().low());
            inputs.put(port.name(), x);
        }
        return inputs;
    }
}
