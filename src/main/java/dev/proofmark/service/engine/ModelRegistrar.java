package dev.proofmark.service.engine;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.layout.CircuitCost;
import dev.proofmark.compiler.layout.CircuitLowering;
import dev.proofmark.compiler.layout.LoweredCircuit;
import dev.proofmark.compiler.layout.LoweringException;
import dev.proofmark.compiler.layout.LoweringOptions;
import dev.proofmark.compiler.layout.OutputVisibility;
import dev.proofmark.compiler.onnx.ImportOptions;
import dev.proofmark.compiler.onnx.OnnxImporter;
import dev.proofmark.compiler.quantize.Precision;
import dev.proofmark.compiler.quantize.QuantizedProgram;
import dev.proofmark.compiler.quantize.Quantizer;
import dev.proofmark.compiler.quantize.RealRange;
import dev.proofmark.proving.key.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.ProvingCancelled;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.tensors.InferenceInput;
import dev.proofmark.service.tensors.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Compiles uploads and makes their keys.
@Component
class ModelRegistrar {
    private static final double IMPORTED = 0.1;
    private static final double QUANTISED = 0.2;
    private static final double LOWERED = 0.3;

    private final Randomness randomness;
    private final int threads;

    ModelRegistrar(Randomness randomness, ProofmarkProperties properties) {
        this.randomness = randomness;
        this.threads = properties.proverThreads();
    }

    Signature inspect(ModelFiles files, ModelSettings settings, List<InferenceInput> calibration) {
        try {
            Graph graph = graph(files, settings, calibration);
            return signature(graph, CalibrationInput.of(graph, settings, calibration).ranges());
        } catch (ModelRejectedException e) {
            throw refused(e);
        }
    }

    RegisteredModel register(
            ModelFiles files, ModelSettings settings, List<InferenceInput> calibration, WorkMonitor monitor) {
        try (Workers workers = Workers.of(threads)) {
            monitor.progress("import", 0.02);
            Graph graph = graph(files, settings, calibration);
            CalibrationInput samples = CalibrationInput.of(graph, settings, calibration);
            monitor.progress("quantise", IMPORTED);
            monitor.stopIfCancelled();
            QuantizedProgram program = Quantizer.quantize(graph, samples.ranges(), samples.samples(), switch (settings.precision()) {
                case DEFAULT -> Precision.DEFAULT;
                case HIGH -> Precision.HIGH;
            });
            monitor.progress("lower", QUANTISED);
            monitor.stopIfCancelled();
            LoweredCircuit lowered = CircuitLowering.lower(program, LoweringOptions.of(switch (settings.outputVisibility()) {
                case PUBLIC -> OutputVisibility.PUBLIC;
                case PRIVATE -> OutputVisibility.PRIVATE;
            }));
            ProvingKey key = KeyGenerator.register(lowered.circuit(), lowered.witness(), lowered.weights(), settings.seed(),
                    randomness.bytes(32), workers, new MonitoredProving(monitor, LOWERED, 0.97));
            byte[] verificationKey = key.verificationKey().encode();
            return new RegisteredModel(new byte[0], key.encode(), verificationKey,
                    HexFormat.of().formatHex(key.verificationKey().digest()), signature(graph, samples.ranges()),
                    report(graph, lowered, samples, verificationKey.length));
        } catch (ProvingCancelled e) {
            throw new WorkCancelledException();
        } catch (ModelRejectedException e) {
            throw refused(e);
        } catch (LoweringException | CircuitException e) {
            throw new ModelRefusedException(List.of(new ModelRefusedException.Finding(
                    "UNPROVABLE", null, null, e.getMessage(), "a model within the limits of circuits", "a larger one")));
        }
    }

    private static Graph graph(ModelFiles files, ModelSettings settings, List<InferenceInput> calibration) {
        Map<String, ExternalFile> external = new HashMap<>();
        files.externalData().forEach((name, content) -> external.put(name, new ExternalFile.InMemory(content)));
        return OnnxImporter.importModel(new ModelSource(files.model(), external), ImportOptions.defaults()
                .withShapes(settings.shapes())
                .withCalibrationShapes(CalibrationInput.shapes(calibration)));
    }

    private static Signature signature(Graph graph, Map<String, RealRange> ranges) {
        List<Signature.Port> inputs = new ArrayList<>();
        for (Graph.Input input : graph.inputs()) {
            RealRange range = ranges.get(input.name());
            inputs.add(new Signature.Port(input.name(), type(input.type()), input.value().shape().toList(),
                    List.of(range.low(), range.high())));
        }
        List<Signature.Port> outputs = new ArrayList<>();
        for (Graph.Output output : graph.outputs()) {
            outputs.add(new Signature.Port(output.name(), type(output.type()), output.value().shape().toList(), null));
        }
        return new Signature(inputs, outputs);
    }

    private static String type(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static ModelReport report(Graph graph, LoweredCircuit lowered, CalibrationInput samples, int keyBytes) {
        CircuitCost cost = lowered.cost();
        Circuit circuit = lowered.circuit();
        List<String> warnings = samples.warnings();
        return new ModelReport(graph.parameterCount(), List.of(), warnings, null,
                new ModelReport.CircuitSize(cost.lookups(), cost.tableRows(), cost.committed(), cost.weights(),
                        circuit.constraints().size()),
                new ModelReport.PredictedCost(cost.proverMicros() / 1e6, 32 * (cost.proofRows() + cost.messages()
                        + circuit.columns()), keyBytes, 0));
    }

    private static ModelRefusedException refused(ModelRejectedException e) {
        return new ModelRefusedException(e.problems().stream()
                .map(problem -> new ModelRefusedException.Finding(problem.code().name(), blank(problem.node()),
                        blank(problem.operator()), problem.message(), blank(problem.expected()), blank(problem.actual())))
                .toList());
    }

    private static String blank(String text) {
        return text.isEmpty() ? null : text;
    }
}
