package dev.proofmark.compiler;

import dev.proofmark.compiler.accuracy.AccuracyMeasurement;
import dev.proofmark.compiler.accuracy.AccuracyReport;
import dev.proofmark.compiler.accuracy.FloatReference;
import dev.proofmark.compiler.accuracy.GraphReference;
import dev.proofmark.compiler.accuracy.OnnxRuntimeReference;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.ProgramDigest;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The door of this package: model, options and calibration in, a provable model out. A pure function of the three, but for
/// the accuracy report, which is measured with what the machine has.
public final class ModelCompiler {

    /// Distance, relative to the span of an output, from which the report warns.
    private static final double INACCURATE = 0.02;

    private static final int MOST_MEASURED = 256;
    private static final int LEAST_MEASURED = 4;
    private static final long MEASURED_ELEMENTS = 1L << 24;

    private ModelCompiler() {}

    /// Checks that the model can be compiled, and tells its signature and what memory it takes. Models of little [work][CompileDemand] are quantised
    /// and lowered for it, so that all that could be refused is; of larger ones everything but the limits of integers and
    /// some of circuits is checked.
    ///
    /// **Errors** [ModelRejectedException] with every problem found.
    public static ModelInspection inspect(ModelSource source, CompileOptions options, CalibrationData calibration) {
        PreparedModel model = PreparedModel.of(source, options, calibration);
        if (model.demand().isQuick()) {
            LoweredModel.of(model, options, CompileListener.SILENT);
        } else {
            List<ModelProblem> problems = CircuitCheck.values(model.graph());
            if (!problems.isEmpty()) {
                throw new ModelRejectedException(problems);
            }
        }
        return ModelInspection.of(model.signature(), model.graph());
    }

    /// **Errors** [ModelRejectedException] with every problem found.
    public static CompiledModel compile(
            ModelSource source, CompileOptions options, CalibrationData calibration, CompileListener listener) {
        listener.entering(CompileStage.IMPORT);
        PreparedModel model = PreparedModel.of(source, options, calibration);
        LoweredModel lowered = LoweredModel.of(model, options, listener);
        QuantizedProgram program = lowered.program();
        CompiledPlan plan = plan(model.signature(), program, options);
        listener.entering(CompileStage.MEASURE);
        List<String> warnings = new ArrayList<>(model.warnings());
        AccuracyReport accuracy = measured(source, model, program, plan, warnings);
        if (accuracy.relativeError() > INACCURATE) {
            warnings.add("The proven program is up to " + percent(accuracy.relativeError())
                    + " of an output's span away from the float model on the calibration data; option precision"
                    + " \"high\" or calibration with more typical inputs may help.");
        }
        return new CompiledModel(
                plan, program, lowered.circuit(), accuracy, model.graph().parameterCount(),
                notes(model.graph(), lowered.circuit()), warnings);
    }

    private static CompiledPlan plan(ModelSignature signature, QuantizedProgram program, CompileOptions options) {
        Map<String, InputGrid> inputs = new HashMap<>();
        Map<String, Double> outputs = new HashMap<>();
        for (QuantizedProgram.Port port : program.inputs()) {
            if (program.step(port).op() instanceof IntegerOp.Input input) {
                inputs.put(port.name(), input.grid());
            }
        }
        program.outputs().forEach(port -> outputs.put(port.name(), program.step(port).scale()));
        return new CompiledPlan(signature, inputs, outputs, options.outputVisibility(), ProgramDigest.of(program));
    }

    private static AccuracyReport measured(
            ModelSource source, PreparedModel model, QuantizedProgram program, CompiledPlan plan, List<String> warnings) {
        int count = Math.min(model.samples().size(), measurable(program));
        Map<String, ElementType> types = new HashMap<>();
        model.graph().inputs().forEach(input -> types.put(input.name(), input.type()));
        try (FloatReference runtime = OnnxRuntimeReference.open(source, types).orElse(null)) {
            AccuracyReport report = runtime == null ? null : compared(runtime, model, program, plan, count, warnings);
            if (report != null) {
                return report;
            }
        }
        warnings.add("onnxruntime could not run this model here: accuracy is measured against the imported graph instead.");
        try (FloatReference graph = new GraphReference(model.graph())) {
            return compared(graph, model, program, plan, count, warnings);
        }
    }

    /// Null where the reference cannot evaluate a sample.
    private static AccuracyReport compared(
            FloatReference reference, PreparedModel model, QuantizedProgram program, CompiledPlan plan, int count,
            List<String> warnings) {
        AccuracyMeasurement measurement = new AccuracyMeasurement(reference.name());
        int undefined = 0;
        for (Map<String, DenseTensor> sample : model.samples().subList(0, count)) {
            Map<String, DenseTensor> expected = reference.evaluate(sample);
            if (expected.isEmpty()) {
                return null;
            }
            undefined += expected.values().stream().allMatch(DenseTensor::isFinite) ? 0 : 1;
            Map<String, long[]> inputs = plan.encodeInputs(ModelInputs.named(sample));
            measurement.add(expected, plan.decodeOutputs(IntegerInterpreter.evaluate(program, inputs)));
        }
        if (undefined > 0) {
            warnings.add("On " + undefined + " of " + count + " samples an output of the float model is NaN or infinite. Proofs"
                    + " state some number there, and the accuracy leaves those outputs out.");
        }
        return measurement.report();
    }

    /// How many samples the interpreter may be run on: fewer for large models.
    private static int measurable(QuantizedProgram program) {
        long elements = program.steps().stream().mapToLong(step -> step.shape().elementCount()).sum();
        return (int) Math.clamp(MEASURED_ELEMENTS / elements, LEAST_MEASURED, MOST_MEASURED);
    }

    private static List<String> notes(Graph graph, LoweredCircuit lowered) {
        List<String> notes = new ArrayList<>();
        graph.inputs().forEach(input -> notes.add("input " + input.value()));
        Map<String, Integer> operators = new TreeMap<>();
        graph.nodes().forEach(node -> operators.merge(node.op().getClass().getSimpleName(), 1, Integer::sum));
        Map<String, Integer> counted = new LinkedHashMap<>(operators);
        counted.forEach((operator, times) -> notes.add(times + " x " + operator));
        graph.outputs().forEach(output -> notes.add("output " + output.name() + output.value().shape()));
        notes.add(lowered.cost().errors().toString());
        return notes;
    }

    private static String percent(double share) {
        return String.format(java.util.Locale.ROOT, "%.1f %%", 100 * share);
    }
}
