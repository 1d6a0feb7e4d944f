package dev.proofmark.circuit;

import java.util.Arrays;

/// A public sparse 0/1 matrix from logical indexes of some consecutive input axes to those of some output axes.
public sealed interface AxisMatrix {
    /// Lengths of the input axes.
    int[] inputLengths();

    /// Lengths of the output axes.
    int[] outputLengths();

    /// Visits every one, as row-major logical indexes, output index ascending.
    void forEach(Entry entry);

    /// How many entries `forEach` looks at, at most.
    default long ones() {
        return switch (this) {
            case Window w -> (long) w.outputLength() * w.kernel();
            case WindowSum w -> (long) w.outputLength() * w.kernel();
            case Gather g -> g.source().length;
        };
    }

    /// Largest number of ones in a row: how much a sum can grow.
    int maxRowWeight();

    /// Visitor of ones.
    @FunctionalInterface
    interface Entry {
        void one(int output, int input);
    }

    /// `out[o, t] = in[o*stride + t*dilation - pad]`, zero outside. One axis to two (position, tap).
    record Window(int inputLength, int outputLength, int kernel, int stride, int dilation, int pad)
            implements AxisMatrix {
        public Window {
            check(inputLength, outputLength, kernel, stride, dilation, pad);
            Shape.of(outputLength, kernel);
        }

        @Override
        public int[] inputLengths() {
            return new int[] {inputLength};
        }

        @Override
        public int[] outputLengths() {
            return new int[] {outputLength, kernel};
        }

        @Override
        public void forEach(Entry entry) {
            for (int o = 0; o < outputLength; o++) {
                for (int t = 0; t < kernel; t++) {
                    long i = (long) o * stride + (long) t * dilation - pad;
                    if (i >= 0 && i < inputLength) {
                        entry.one(o * kernel + t, (int) i);
                    }
                }
            }
        }

        @Override
        public int maxRowWeight() {
            return 1;
        }
    }

    /// `out[o] = sum_t in[o*stride + t*dilation - pad]`, zero outside. With one output and a kernel as long as the
    /// axis it sums the axis.
    record WindowSum(int inputLength, int outputLength, int kernel, int stride, int dilation, int pad)
            implements AxisMatrix {
        public WindowSum {
            check(inputLength, outputLength, kernel, stride, dilation, pad);
        }

        /// The sum over a whole axis, leaving an axis of length 1.
        public static WindowSum all(int length) {
            return new WindowSum(length, 1, length, 1, 1, 0);
        }

        @Override
        public int[] inputLengths() {
            return new int[] {inputLength};
        }

        @Override
        public int[] outputLengths() {
            return new int[] {outputLength};
        }

        @Override
        public void forEach(Entry entry) {
            for (int o = 0; o < outputLength; o++) {
                for (int t = 0; t < kernel; t++) {
                    long i = (long) o * stride + (long) t * dilation - pad;
                    if (i >= 0 && i < inputLength) {
                        entry.one(o, (int) i);
                    }
                }
            }
        }

        @Override
        public int maxRowWeight() {
            return kernel;
        }
    }

    /// `out[o] = in[source[o]]`, zero where `source[o]` is -1. Several axes to several: slices, pads, parts of a
    /// concatenation, repeats, permutations along an axis, splits and merges of axes that are no powers of two.
    record Gather(int[] inputLengths, int[] outputLengths, int[] source) implements AxisMatrix {
        public Gather {
            inputLengths = inputLengths.clone();
            outputLengths = outputLengths.clone();
            source = source.clone();
            int inputs = Shape.of(inputLengths).size();
            int outputs = Shape.of(outputLengths).size();
            if (source.length != outputs) {
                throw new CircuitException("gather", "needs " + outputs + " sources, got " + source.length);
            }
            for (int s : source) {
                if (s < -1 || s >= inputs) {
                    throw new CircuitException("gather", "source must be -1.." + (inputs - 1) + ", got " + s);
                }
            }
        }

        @Override
        public int[] inputLengths() {
            return inputLengths.clone();
        }

        @Override
        public int[] outputLengths() {
            return outputLengths.clone();
        }

        @Override
        public void forEach(Entry entry) {
            for (int o = 0; o < source.length; o++) {
                if (source[o] >= 0) {
                    entry.one(o, source[o]);
                }
            }
        }

        @Override
        public int maxRowWeight() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Gather g && Arrays.equals(inputLengths, g.inputLengths)
                    && Arrays.equals(outputLengths, g.outputLengths) && Arrays.equals(source, g.source);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(source);
        }
    }

    private static void check(int inputLength, int outputLength, int kernel, int stride, int dilation, int pad) {
        Shape.of(inputLength);
        Shape.of(outputLength);
        Shape.of(kernel);
        int limit = 1 << 24;
        if (stride < 1 || dilation < 1 || pad < 0 || stride > limit || dilation > limit || pad > limit) {
            throw new CircuitException("window", "stride and dilation must be 1..2^24 and pad 0..2^24, got "
                    + stride + ", " + dilation + ", " + pad);
        }
    }
}
