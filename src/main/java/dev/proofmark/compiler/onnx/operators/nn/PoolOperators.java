package dev.proofmark.compiler.onnx.operators.nn;

import dev.proofmark.compiler.graph.AveragePool;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.ShapeException;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Window;
import dev.proofmark.compiler.onnx.file.Operand;
import dev.proofmark.compiler.onnx.node.Operator;
import dev.proofmark.compiler.onnx.node.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// `MaxPool`, `AveragePool` and their global forms, whose window is the whole tensor.
final class PoolOperators {

    private PoolOperators() {}

    static List<Operator> operators() {
        return List.of(
                windowed("MaxPool").lengths("dilations", 1).integer("storage_order").translatedBy(PoolOperators::maximum),
                windowed("AveragePool").lengths("dilations", 1).integer("count_include_pad").translatedBy(PoolOperators::average),
                Operator.named("GlobalMaxPool").translatedBy(node -> {
                    Operand.Known input = node.operand(0);
                    return node.apply(new MaxPool(whole(input.shape())), input);
                }),
                Operator.named("GlobalAveragePool").translatedBy(node -> {
                    Operand.Known input = node.operand(0);
                    Window window = whole(input.shape());
                    return node.apply(
                            new AveragePool(window, window.kernel().stream().map(List::of).toList()), input);
                }));
    }

    private static Operator.Builder windowed(String name) {
        return Operator.named(name)
                .text("auto_pad", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID")
                .integer("ceil_mode")
                .lengths("kernel_shape", 1)
                .required("kernel_shape")
                .lengths("pads", 0)
                .lengths("strides", 1);
    }

    private static Operand.Known maximum(Translation node) {
        Operand.Known input = node.operand(0);
        Window window = new WindowResolution(node, input.shape(), WindowResolution.kernelShape(node)).resolve();
        return node.apply(new MaxPool(window), input);
    }

    private static Operand.Known average(Translation node) {
        Operand.Known input = node.operand(0);
        WindowResolution resolution = new WindowResolution(node, input.shape(), WindowResolution.kernelShape(node));
        Window window = resolution.resolve();
        TensorShape output = window.outputShape(input.shape(), input.shape().length(1));
        boolean padCounts = node.flag("count_include_pad", false);
        boolean same = node.text("auto_pad", "NOTSET").startsWith("SAME");
        List<List<Integer>> divisors = new ArrayList<>();
        for (int axis = 0; axis < window.rank(); axis++) {
            int length = input.shape().length(axis + 2);
            int from = padCounts ? -window.padsBegin().get(axis) : 0;
            int declaredEnd = same ? window.padsEnd().get(axis) : resolution.declaredEnd(axis);
            int to = padCounts ? length + declaredEnd : length;
            divisors.add(counts(window, axis, output.length(axis + 2), from, to));
        }
        return node.apply(new AveragePool(window, divisors), input);
    }

    /// Per output, how many taps read an index in `[from, to)`.
    private static List<Integer> counts(Window window, int axis, int outputs, int from, int to) {
        List<Integer> counts = new ArrayList<>();
        for (int output = 0; output < outputs; output++) {
            int count = 0;
            for (int tap = 0; tap < window.kernel().get(axis); tap++) {
                int index = window.inputIndex(axis, output, tap);
                count += index >= from && index < to ? 1 : 0;
            }
            counts.add(count);
        }
        return counts;
    }

    private static Window whole(TensorShape input) {
        if (input.rank() < 3) {
            throw new ShapeException("at least one spatial axis", input.toString());
        }
        List<Integer> kernel = input.toList().subList(2, input.rank());
        List<Integer> ones = Collections.nCopies(kernel.size(), 1);
        List<Integer> zeros = Collections.nCopies(kernel.size(), 0);
        return new Window(kernel, ones, ones, zeros, zeros);
    }
}
