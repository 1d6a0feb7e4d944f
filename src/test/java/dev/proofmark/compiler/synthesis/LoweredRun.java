package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LogicalEvaluator;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.circuit.rules.ZeroAxes;
import dev.proofmark.circuit.witness.WitnessProgramCodec;
import dev.proofmark.circuit.witness.WitnessStep;
import dev.proofmark.compiler.quantize.program.IntegerInterpreter;
import dev.proofmark.compiler.quantize.program.QuantizedProgram;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs a lowered circuit by the slow oracle and compares it with the reference interpreter.
final class LoweredRun {
    private LoweredRun() {
    }

    /// All outputs bit for bit, every constraint satisfied.
    static void check(QuantizedProgram program, LoweredCircuit lowered, Map<String, long[]> inputs, String what) {
        LogicalEvaluator values = fill(lowered, inputs);
        assertThat(values.violations()).as(what).isEmpty();
        Map<String, long[]> outputs = new LinkedHashMap<>();
        for (Port port : lowered.circuit().outputs()) {
            long[] output = values.value(port.tensor());
            for (long v : output) {
                assertThat(port.range().contains(v)).as(what).isTrue();
            }
            outputs.put(port.name(), output);
        }
        Map<String, long[]> expected = IntegerInterpreter.evaluate(program, inputs);
        assertThat(outputs.keySet()).as(what).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, value) -> assertThat(outputs.get(name)).as("%s output %s", what, name).isEqualTo(value));
    }

    static LogicalEvaluator fill(LoweredCircuit lowered, Map<String, long[]> inputs) {
        LogicalEvaluator values = new LogicalEvaluator(lowered.circuit());
        lowered.weights().forEach(values::put);
        for (Port port : lowered.circuit().inputs()) {
            values.put(port.tensor(), inputs.get(port.name()));
        }
        for (WitnessStep step : lowered.witness().steps()) {
            values.put(step.target(), value(lowered.circuit(), step, values));
        }
        return values;
    }

    private static long[] value(Circuit circuit, WitnessStep step, LogicalEvaluator values) {
        return switch (step) {
            case WitnessStep.Copy s -> values.value(s.source()).clone();
            case WitnessStep.LowBits s -> map(values.value(s.source()), v -> Math.addExact(v, s.bias()) & (1L << s.bits()) - 1);
            case WitnessStep.MiddleBits s ->
                    map(values.value(s.source()), v -> Math.addExact(v, s.bias()) >> s.shift() & (1L << s.bits()) - 1);
            case WitnessStep.HighBits s -> map(values.value(s.source()), v -> Math.addExact(v, s.bias()) >> s.bits());
            case WitnessStep.TableValue s -> map(values.value(s.source()), v -> row(circuit, s, v));
            case WitnessStep.Ratio s -> {
                long[] by = values.value(s.divisor());
                long[] from = values.value(s.numerator());
                long[] ratio = new long[by.length];
                java.util.Arrays.setAll(ratio, i -> Math.floorDiv(from[i], by[i]));
                yield ratio;
            }
            case WitnessStep.Quotient s -> map(values.value(s.divisor()), v -> Math.floorDiv(s.numerator(), v));
        };
    }

    private static long[] map(long[] values, java.util.function.LongUnaryOperator f) {
        return java.util.Arrays.stream(values).map(f).toArray();
    }

    private static long row(Circuit circuit, WitnessStep.TableValue step, long key) {
        LookupTable table = circuit.tables().get(step.table());
        Column.Affine first = (Column.Affine) table.columns().getFirst();
        int row = Math.toIntExact((key - first.start()) / first.step());
        return switch (table.columns().get(step.column())) {
            case Column.Affine(long start, long stride) -> start + row * stride;
            case Column.Stored(int tensor) -> circuit.tensor(tensor).values()[row];
        };
    }

    /// What must hold of every lowered circuit, whatever the values.
    static void checkForm(LoweredCircuit lowered) {
        Circuit circuit = lowered.circuit();
        ZeroAxes zero = ZeroAxes.of(circuit);
        for (Constraint constraint : circuit.constraints()) {
            int[] operands = switch (constraint) {
                case Constraint.Lookup l -> l.operands();
                case Constraint.Zero z -> new int[] {z.node()};
            };
            for (int operand : operands) {
                assertThat(zero.allZero(operand)).as("padding of node %d", operand).isTrue();
            }
        }
        assertThat(CircuitCodec.decode(CircuitCodec.encode(circuit))).isEqualTo(circuit);
        assertThat(WitnessProgramCodec.decode(WitnessProgramCodec.encode(lowered.witness()), circuit)).isEqualTo(lowered.witness());
        assertThat(lowered.cost().errors().total()).isLessThan(-200);
    }
}
