package dev.proofmark.compiler.graph;

import java.util.ArrayList;
import java.util.List;

/// A window that slides over the spatial axes (all axes after batch and channels), with explicit padding.
///
/// One entry per spatial axis in every list. The output at o reads the inputs o * stride + tap * dilation - padBegin for
/// tap = 0 .. kernel-1; indexes outside the tensor are padding.
/// Output length = floor((length + padBegin + padEnd - ((kernel - 1) * dilation + 1)) / stride) + 1.
public record Window(
        List<Integer> kernel,
        List<Integer> strides,
        List<Integer> dilations,
        List<Integer> padsBegin,
        List<Integer> padsEnd) {

    public Window {
        kernel = checked("kernel", kernel, kernel.size(), 1);
        strides = checked("strides", strides, kernel.size(), 1);
        dilations = checked("dilations", dilations, kernel.size(), 1);
        padsBegin = checked("padsBegin", padsBegin, kernel.size(), 0);
        padsEnd = checked("padsEnd", padsEnd, kernel.size(), 0);
    }

    private static List<Integer> checked(String what, List<Integer> entries, int count, int least) {
        if (entries.size() != count) {
            throw new ShapeException(count + " " + what, entries.toString());
        }
        for (int entry : entries) {
            if (entry < least || entry > 1 << 24) {
                throw new ShapeException(what + " in [" + least + ", 2^24]", entries.toString());
            }
        }
        return List.copyOf(entries);
    }

    /// The number of spatial axes.
    public int rank() {
        return kernel.size();
    }

    /// The number of taps of the whole window.
    public int taps() {
        return TensorShape.of(kernel).elementCount();
    }

    public int outputLength(int spatialAxis, int length) {
        long extent = (long) (kernel.get(spatialAxis) - 1) * dilations.get(spatialAxis) + 1;
        long padded = (long) length + padsBegin.get(spatialAxis) + padsEnd.get(spatialAxis);
        if (padded < extent) {
            throw new ShapeException("a padded length of at least the window's " + extent, Long.toString(padded));
        }
        return Math.toIntExact((padded - extent) / strides.get(spatialAxis) + 1);
    }

    /// The input index that an output reads through a tap; outside of the tensor's length it is padding.
    public int inputIndex(int spatialAxis, int output, int tap) {
        return output * strides.get(spatialAxis) + tap * dilations.get(spatialAxis) - padsBegin.get(spatialAxis);
    }

    /// Input `[batch, channels, spatial..]` to output `[batch, outputChannels, spatial..]`.
    public TensorShape outputShape(TensorShape input, int outputChannels) {
        if (input.rank() != rank() + 2) {
            throw new ShapeException("rank " + (rank() + 2) + " (batch, channels, " + rank() + " spatial)", input.toString());
        }
        List<Integer> lengths = new ArrayList<>(List.of(input.length(0), outputChannels));
        for (int axis = 0; axis < rank(); axis++) {
            lengths.add(outputLength(axis, input.length(axis + 2)));
        }
        return TensorShape.of(lengths);
    }
}
