package dev.proofmark.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.compiler.accuracy.RuntimeChild;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.onnx.OperatorSample;
import dev.proofmark.compiler.onnx.OperatorSamples;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.operators.OperatorTable;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.LoweredCircuit;
import dev.proofmark.compiler.synthesis.LoweredRun;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.Verifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every form of the operator table at its lowest and highest opset, every attribute and every accepted value of one, through
/// float reference, onnxruntime where it knows the form, integers, circuit and proof. A new operator falls in by itself.
///
/// The uses of a form stand side by side in one model, so that they share one circuit and one proof.
class OperatorProofTest {

    /// Largest difference between the integer program and the float reference, relative to the largest expected value, at
    /// least 1: the distance from which a compilation warns.
    private static final double ACCURACY = 0.02;

    /// onnxruntime computes in single precision.
    private static final double SINGLE = 1e-4;

    private static final int LEAST_COMPARED = 90;
    private static final Set<String> COMPARED = new TreeSet<>();
    private static final RuntimeChild ONNXRUNTIME = new RuntimeChild();
    private static final Workers WORKERS = Workers.of(1);

    static Stream<Arguments> forms() {
        return OperatorTable.all().stream().flatMap(List::stream).flatMap(
                form -> LongStream.of(form.since(), form.until()).distinct().mapToObj(opset -> Arguments.of(form.name(), opset, form)));
    }

    @ParameterizedTest(name = "{0} at opset {1}")
    @MethodSource("forms")
    void isEvaluatedQuantisedLoweredAndProven(String name, long opset, Operator form) {
        Runtime runtime = new Runtime(form, opset);
        List<OperatorSample> samples = OperatorSamples.of(form, opset, sample -> !runtime.results(sample).isEmpty());
        String what = name + " at opset " + opset + ": " + samples;
        ModelSource source = OperatorSamples.model(samples, opset).source();
        PreparedModel prepared = PreparedModel.of(source, options(samples), calibration(samples));
        Map<String, DenseTensor> inputs = inputs(samples, 0);
        Map<String, DenseTensor> expected = FloatInterpreter.evaluate(prepared.graph(), inputs);
        samples.forEach(runtime::compare);

        LoweredModel lowered = LoweredModel.of(prepared, options(samples), CompileListener.SILENT);
        CompiledPlan plan = CompiledPlan.of(prepared.signature(), lowered.program(), options(samples).outputVisibility());
        Map<String, long[]> integers = plan.encodeInputs(ModelInputs.named(inputs));
        Map<String, long[]> outputs = IntegerInterpreter.evaluate(lowered.program(), integers);
        close(plan.decodeOutputs(outputs), expected, ACCURACY, "integers of " + what);

        LoweredRun.checkForm(lowered.circuit());
        LoweredRun.check(lowered.program(), lowered.circuit(), integers, what);
        assertThat(proven(lowered.circuit(), integers)).as("proven outputs of " + what).isEqualTo(printed(outputs));
    }

    @AfterAll
    static void onnxruntimeKnewMostOperators() {
        WORKERS.close();
        ONNXRUNTIME.close();
        assertThat(COMPARED).as("operators that were compared with onnxruntime").hasSizeGreaterThan(LEAST_COMPARED);
    }

    private static CompileOptions options(List<OperatorSample> samples) {
        Map<String, RealRange> ranges = new LinkedHashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            RealRange range = samples.get(i).range();
            samples.get(i).inputs(OperatorSamples.prefix(i), 0).keySet().forEach(input -> ranges.put(input, range));
        }
        return CompileOptions.defaults().withInputRanges(ranges);
    }

    private static CalibrationData calibration(List<OperatorSample> samples) {
        return new CalibrationData(Stream.of(0, 1, 2, 3).map(seed -> ModelInputs.named(inputs(samples, seed))).toList());
    }

    private static Map<String, DenseTensor> inputs(List<OperatorSample> samples, int seed) {
        Map<String, DenseTensor> inputs = new LinkedHashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            inputs.putAll(samples.get(i).inputs(OperatorSamples.prefix(i), seed));
        }
        return inputs;
    }

    /// onnxruntime at the nearest opset of the form that it gives a meaning to.
    private record Runtime(Operator form, long opset) {
        private static final long OLDEST = 7;
        private static final long NEWEST = 21;

        /// Wrapped padding longer than its axis: onnxruntime reads beyond the tensor.
        private static final String UNDEFINED = "\"wrap\"";

        /// Empty where it does not know the form, or refuses this use of it.
        Map<String, DenseTensor> results(OperatorSample sample) {
            if (sample.toString().contains(UNDEFINED)) {
                return Map.of();
            }
            long nearest = Math.clamp(opset, OLDEST, NEWEST);
            if (nearest < form.since() || nearest > form.until()) {
                return Map.of();
            }
            Map<String, DenseTensor> inputs = inputs(List.of(sample), 0);
            return ONNXRUNTIME.evaluate(OperatorSamples.model(List.of(sample), nearest).bytes(), inputs);
        }

        void compare(OperatorSample sample) {
            Map<String, DenseTensor> results = results(sample);
            if (!results.isEmpty()) {
                PreparedModel model = PreparedModel.of(
                        OperatorSamples.model(List.of(sample), opset).source(), options(List.of(sample)), CalibrationData.none());
                Map<String, DenseTensor> graph = FloatInterpreter.evaluate(model.graph(), inputs(List.of(sample), 0));
                close(graph, results, SINGLE, "graph against onnxruntime at opset " + opset + " of " + sample);
                COMPARED.add(form.name());
            }
        }
    }

    private static void close(
            Map<String, DenseTensor> actual, Map<String, DenseTensor> expected, double bound, String what) {
        assertThat(actual.keySet()).as(what).isEqualTo(expected.keySet());
        expected.forEach((output, tensor) -> {
            assertThat(actual.get(output).shape()).as(what).isEqualTo(tensor.shape());
            double largest = Math.max(1, RealRange.of(tensor).magnitude());
            for (int i = 0; i < tensor.values().length; i++) {
                assertThat(actual.get(output).value(i)).as("%s, output %s[%d]", what, output, i)
                        .isCloseTo(tensor.value(i), org.assertj.core.data.Offset.offset(bound * largest));
            }
        });
    }

    private static Map<String, List<Long>> proven(LoweredCircuit lowered, Map<String, long[]> integers) {
        ProvingKey key = KeyGenerator.register(
                lowered.circuit(), lowered.witness(), lowered.weights(), new byte[32], new byte[32], WORKERS, ProvingListener.NONE);
        Prover.Proof proof = new Prover(key).prove(
                new Prover.Request(integers, false, new byte[0]), new byte[32], WORKERS, ProvingListener.NONE);
        assertThat(Verifier.of(key.verificationKey()).verify(proof.proof(), proof.statement())).isInstanceOf(Accepted.class);
        return printed(proof.outputs());
    }

    private static Map<String, List<Long>> printed(Map<String, long[]> values) {
        Map<String, List<Long>> lists = new LinkedHashMap<>();
        values.forEach((name, value) -> lists.put(name, LongStream.of(value).boxed().toList()));
        return lists;
    }
}
