package dev.proofmark.compiler.graph;

import java.util.List;
import java.util.Objects;

/// Convolution (cross-correlation, as in ONNX) with zero padding.
///
/// **Shape** input `[batch, channels, spatial..]`, weights `[outputs, channels / groups, kernel..]`, optional bias
/// `[outputs]`; output `[batch, outputs, spatial..]`. Output channel m belongs to group m / (outputs / groups) and reads
/// only that group's input channels. `groups == channels` is a depthwise convolution.
public record Convolution(Window window, int groups) implements Op {

    public Convolution {
        Objects.requireNonNull(window, "window");
        if (groups < 1) {
            throw new ShapeException("at least one group", Integer.toString(groups));
        }
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        Arity.require(inputs, 2, 3);
        TensorShape input = inputs.get(0);
        TensorShape weights = inputs.get(1);
        if (weights.rank() != window.rank() + 2
                || !weights.toList().subList(2, weights.rank()).equals(window.kernel())) {
            throw new ShapeException("weights [outputs, channels, " + window.kernel() + "]", weights.toString());
        }
        TensorShape output = window.outputShape(input, weights.length(0));
        if (input.length(1) != weights.length(1) * (long) groups || weights.length(0) % groups != 0) {
            throw new ShapeException(
                    "channels and outputs divisible into " + groups + " groups", "input " + input + ", weights " + weights);
        }
        if (inputs.size() == 3 && !inputs.get(2).equals(TensorShape.of(weights.length(0)))) {
            throw new ShapeException("a bias of shape [" + weights.length(0) + "]", inputs.get(2).toString());
        }
        return output;
    }
}
