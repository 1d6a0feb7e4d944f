package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Computes a [QuantizedProgram]: the reference that the circuit agrees with bit for bit.
///
/// **Requires** every input inside its declared range; then every step stays inside its own range (completeness), and
/// 64-bit arithmetic is exact.
/// **Errors** [IllegalArgumentException] for a missing input, another length or a value outside of the range, without
/// the value.
public final class IntegerInterpreter {

    private IntegerInterpreter() {}

    /// The outputs by name, row-major.
    public static Map<String, long[]> evaluate(QuantizedProgram program, Map<String, long[]> inputs) {
        List<long[]> values = trace(program, inputs);
        Map<String, long[]> outputs = new LinkedHashMap<>();
        program.outputs().forEach(port -> outputs.put(port.name(), values.get(port.step())));
        return outputs;
    }

    /// The value of every step, row-major.
    public static List<long[]> trace(QuantizedProgram program, Map<String, long[]> inputs) {
        List<long[]> values = new ArrayList<>();
        for (Step step : program.steps()) {
            if (step.op() instanceof IntegerOp.Input op) {
                values.add(input(op, step, inputs.get(op.port())));
            } else {
                List<Integer> operands = step.op().operands();
                values.add(apply(
                        step.op(),
                        operands.stream().map(values::get).toList(),
                        operands.stream().map(id -> program.step(id).shape()).toList(),
                        step.shape()));
            }
        }
        return values;
    }

    /// One operator (not an input) on its operands' values.
    static long[] apply(IntegerOp op, List<long[]> operands, List<TensorShape> shapes, TensorShape shape) {
        return switch (op) {
            case IntegerOp.Input input -> throw new IllegalArgumentException("an input has no operands");
            case IntegerOp.Weights weights -> weights.values();
            case IntegerOp.Convolution convolution -> LinearKernels.convolution(
                    IntegerShapes.window(convolution, shapes.get(1)),
                    convolution.groups(),
                    operands.get(0),
                    shapes.get(0),
                    operands.get(1),
                    shapes.get(1),
                    shape);
            case IntegerOp.MatMul product ->
                    LinearKernels.matMul(operands.get(0), shapes.get(0), operands.get(1), shapes.get(1), shape);
            case IntegerOp.Product product -> product(operands, shapes, shape);
            case IntegerOp.Combination combination -> combination(combination, operands, shapes, shape);
            case IntegerOp.WindowSum sum ->
                    LinearKernels.windowSum(IntegerShapes.window(sum), operands.getFirst(), shapes.getFirst(), shape);
            case IntegerOp.Sum sum -> LinearKernels.sum(operands.getFirst(), shapes.getFirst(), shape);
            case IntegerOp.Requantize requantize ->
                    table(requantize.function(), rounded(operands.getFirst(), requantize.shift()));
            case IntegerOp.Round round -> rounded(operands.getFirst(), round.shift());
            case IntegerOp.Lookup lookup -> table(lookup.function(), operands.getFirst());
            case IntegerOp.Maximum maximum -> maximum(operands.get(0), operands.get(1));
            case IntegerOp.Division division -> quotient(division.bits(), operands.getFirst());
            case IntegerOp.Reshape reshape -> operands.getFirst();
            case IntegerOp.Transpose transpose -> IndexMaps.pick(
                    operands.getFirst(), IndexMaps.transpose(shapes.getFirst(), shape, transpose.permutation()));
            case IntegerOp.Gather gather -> IndexMaps.pick(
                    operands.getFirst(), IndexMaps.gather(shapes.getFirst(), shape, gather.axis(), gather.ids()));
            case IntegerOp.Concat concat -> LinearKernels.concat(operands, shapes, concat.axis(), shape);
        };
    }

    private static long[] input(IntegerOp.Input op, Step step, long[] given) {
        int expected = step.shape().elementCount();
        if (given == null || given.length != expected) {
            throw new IllegalArgumentException("input " + op.port() + " needs " + expected + " values, got "
                    + (given == null ? "none" : Integer.toString(given.length)));
        }
        IntegerRange range = op.range();
        for (int i = 0; i < given.length; i++) {
            if (!range.contains(given[i])) {
                throw new IllegalArgumentException("input " + op.port() + " element " + i + " lies outside of " + range);
            }
        }
        return given.clone();
    }

    private static long[] product(List<long[]> operands, List<TensorShape> shapes, TensorShape shape) {
        long[] a = IndexMaps.pick(operands.get(0), IndexMaps.broadcast(shapes.get(0), shape));
        long[] b = IndexMaps.pick(operands.get(1), IndexMaps.broadcast(shapes.get(1), shape));
        long[] result = new long[shape.elementCount()];
        for (int i = 0; i < result.length; i++) {
            result[i] = a[i] * b[i];
        }
        return result;
    }

    private static long[] combination(
            IntegerOp.Combination op, List<long[]> operands, List<TensorShape> shapes, TensorShape shape) {
        long[] result = new long[shape.elementCount()];
        Arrays.fill(result, op.constant());
        for (int term = 0; term < operands.size(); term++) {
            long multiplier = op.terms().get(term).multiplier();
            int[] map = IndexMaps.broadcast(shapes.get(term), shape);
            long[] x = operands.get(term);
            for (int i = 0; i < result.length; i++) {
                result[i] += multiplier * x[map == null ? i : map[i]];
            }
        }
        return result;
    }

    private static long[] rounded(long[] x, int shift) {
        long half = 1L << shift - 1;
        return Arrays.stream(x).map(value -> value + half >> shift).toArray();
    }

    private static long[] table(TableFunction function, long[] arguments) {
        return Arrays.stream(arguments).map(function::value).toArray();
    }

    private static long[] maximum(long[] a, long[] b) {
        long[] result = new long[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.max(a[i], b[i]);
        }
        return result;
    }

    private static long[] quotient(int bits, long[] divisors) {
        long[] result = new long[divisors.length];
        for (int i = 0; i < result.length; i++) {
            if (divisors[i] < 1) {
                throw new IllegalArgumentException("divisors of at least 1");
            }
            result[i] = (1L << bits) / divisors[i];
        }
        return result;
    }
}
