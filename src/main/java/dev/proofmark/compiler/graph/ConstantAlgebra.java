package dev.proofmark.compiler.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What [AffineFolding] computes with constants.
final class ConstantAlgebra {

    private ConstantAlgebra() {}

    static DenseTensor sum(DenseTensor a, DenseTensor b) {
        return FloatInterpreter.apply(new Add(), List.of(a, b));
    }

    static DenseTensor product(DenseTensor a, DenseTensor b) {
        return FloatInterpreter.apply(new Multiply(), List.of(a, b));
    }

    /// The values of a constant that, broadcast to `shape`, varies along `axis` only: one per index of that axis.
    static Optional<double[]> along(DenseTensor constant, TensorShape shape, int axis) {
        int offset = shape.rank() - constant.shape().rank();
        int varying = axis - offset;
        if (constant.shape().elementCount() == 1) {
            double[] repeated = new double[shape.length(axis)];
            Arrays.fill(repeated, constant.value(0));
            return Optional.of(repeated);
        }
        boolean onlyThere = varying >= 0 && constant.shape().length(varying) == constant.shape().elementCount();
        return onlyThere ? Optional.of(constant.values()) : Optional.empty();
    }

    /// Every value times the factor of its index on one axis.
    static DenseTensor scaled(DenseTensor tensor, int axis, double[] factors) {
        TensorShape shape = tensor.shape();
        int inner = shape.product(axis + 1, shape.rank());
        double[] out = new double[shape.elementCount()];
        for (int i = 0; i < out.length; i++) {
            out[i] = tensor.value(i) * factors[i / inner % shape.length(axis)];
        }
        return DenseTensor.of(shape, out);
    }

    /// Convolution weights `[outputs, channels / groups, ..]` with every input channel times its factor.
    static DenseTensor scaledChannels(DenseTensor weights, int groups, double[] factors) {
        double[] out = new double[weights.shape().elementCount()];
        for (int i = 0; i < out.length; i++) {
            out[i] = weights.value(i) * factors[channel(weights.shape(), groups, i)];
        }
        return DenseTensor.of(weights.shape(), out);
    }

    /// What each output of an unpadded convolution gives for an input that is constant on every channel.
    static double[] response(DenseTensor weights, int groups, double[] channels) {
        TensorShape shape = weights.shape();
        double[] out = new double[shape.length(0)];
        int perOutput = shape.product(1, shape.rank());
        for (int i = 0; i < shape.elementCount(); i++) {
            out[i / perOutput] += weights.value(i) * channels[channel(shape, groups, i)];
        }
        return out;
    }

    private static int channel(TensorShape weights, int groups, int index) {
        int taps = weights.product(2, weights.rank());
        int perGroup = weights.length(1);
        int output = index / (perGroup * taps);
        int group = output / (weights.length(0) / groups);
        return group * perGroup + index / taps % perGroup;
    }
}
