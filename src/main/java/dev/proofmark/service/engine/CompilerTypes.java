package dev.proofmark.service.engine;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.compiler.CalibrationData;
import dev.proofmark.compiler.CompileOptions;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.InputRejectedException;
import dev.proofmark.compiler.ModelInputs;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ModelSignature;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.OutputVisibility;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.Signature;
import dev.proofmark.service.tensors.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The service's types in the compiler's words, and back.
final class CompilerTypes {
    private CompilerTypes() {}

    static ModelSource source(ModelFiles files) {
        Map<String, ExternalFile> external = new HashMap<>();
        files.externalData().forEach((name, content) -> external.put(name, new ExternalFile.InMemory(content)));
        return new ModelSource(files.model(), external);
    }

    static CompileOptions options(ModelSettings settings) {
        Map<String, RealRange> ranges = new LinkedHashMap<>();
        settings.inputRanges().forEach((name, range) -> ranges.put(name, new RealRange(range.low(), range.high())));
        return new CompileOptions(settings.shapes(), ranges, settings.publicScalars(),
                switch (settings.precision()) {
                    case DEFAULT -> Precision.DEFAULT;
                    case HIGH -> Precision.HIGH;
                },
                switch (settings.outputVisibility()) {
                    case PUBLIC -> OutputVisibility.PUBLIC;
                    case PRIVATE -> OutputVisibility.PRIVATE;
                });
    }

    static CalibrationData calibration(List<InferenceInput> samples) {
        return new CalibrationData(samples.stream()
                .map(sample -> new ModelInputs(dense(sample.named()), sample.ordered().stream().map(CompilerTypes::dense).toList()))
                .toList());
    }

    static Map<String, DenseTensor> dense(Map<String, Tensor> tensors) {
        Map<String, DenseTensor> dense = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> dense.put(name, dense(tensor)));
        return dense;
    }

    private static DenseTensor dense(Tensor tensor) {
        return DenseTensor.of(TensorShape.of(tensor.shape()), tensor.values());
    }

    static Map<String, Tensor> tensors(Map<String, DenseTensor> dense) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        dense.forEach((name, tensor) -> tensors.put(name, new Tensor(tensor.shape().toList(), tensor.values())));
        return tensors;
    }

    /// The signature of a compiled model: outputs have the range of their integers, inputs that are rounded differently along
    /// an axis one range for each of its indexes.
    static Signature signature(ModelSignature signature, Circuit circuit) {
        Signature inspected = signature(signature);
        return new Signature(
                inspected.inputs().stream().map(input -> input(input, port(circuit.inputs(), input.name()))).toList(),
                inspected.outputs().stream().map(output -> output(output, port(circuit.outputs(), output.name()))).toList());
    }

    private static Optional<Port> port(List<Port> ports, String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    private static Signature.Port output(Signature.Port output, Optional<Port> port) {
        return port.map(integers -> new Signature.Port(output.name(), output.type(), output.shape(), List.of(
                integers.range().low() * integers.scale().unit(), integers.range().high() * integers.scale().unit())))
                .orElse(output);
    }

    private static Signature.Port input(Signature.Port input, Optional<Port> port) {
        if (port.isEmpty() || port.get().scale().isUniform()) {
            return input;
        }
        PortScale scale = port.get().scale();
        List<List<Double>> ranges = scale.exponents().stream()
                .map(exponent -> Math.scalb(scale.unit(), exponent))
                .map(step -> List.of(
                        Math.max(input.range().get(0), port.get().range().low() * step),
                        Math.min(input.range().get(1), port.get().range().high() * step)))
                .toList();
        return new Signature.Port(
                input.name(), input.type(), input.shape(), input.range(), new Signature.AxisRanges(scale.axis(), ranges));
    }

    static Signature signature(ModelSignature signature) {
        List<Signature.Port> inputs = new ArrayList<>();
        signature.inputs().forEach(input -> inputs.add(new Signature.Port(input.name(), type(input.type()),
                input.shape().toList(), List.of(input.range().low(), input.range().high()))));
        List<Signature.Port> outputs = new ArrayList<>();
        signature.outputs()
                .forEach(output -> outputs.add(new Signature.Port(output.name(), type(output.type()), output.shape().toList(), null)));
        return new Signature(inputs, outputs);
    }

    private static String type(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    static ModelRefusedException refused(ModelRejectedException e) {
        return new ModelRefusedException(e.problems());
    }

    static InputRefusedException refused(InputRejectedException e) {
        return new InputRefusedException(
                "the model does not take the input" + (e.input().isEmpty() ? "" : " '" + e.input() + "'") + ": "
                        + e.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                e.expected(), e.actual());
    }
}
