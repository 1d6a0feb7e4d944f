package dev.proofmark.compiler.graph;

/// Where the windows of a block of output positions read: the same for every batch entry and channel.
///
/// Positions count the output's spatial indexes in row-major order, sources the input's. Blocks keep the memory for them small
/// whatever the kernel and the tensor.
final class WindowPositions {

    private static final int LARGEST_BLOCK = 1 << 20;

    private final Window window;
    private final TensorShape input;
    private final TensorShape output;
    private final TensorShape kernel;

    WindowPositions(Window window, TensorShape input, TensorShape output) {
        this.window = window;
        this.input = input;
        this.output = output;
        this.kernel = TensorShape.of(window.kernel());
    }

    int count() {
        return output.product(2, output.rank());
    }

    /// How many positions to take at once, when each needs a number of values per tap.
    int blockSize(int valuesPerTap) {
        long perPosition = Math.max(1, (long) kernel.elementCount() * valuesPerTap);
        return (int) Math.max(1, Math.min(count(), LARGEST_BLOCK / perPosition));
    }

    /// For each tap, then each position of `[from, to)`, the source within its plane, or -1 for padding.
    int[] sources(int from, int to) {
        int[] sources = new int[Math.multiplyExact(kernel.elementCount(), to - from)];
        int[] tap = new int[window.rank()];
        int[] position = new int[window.rank()];
        for (int t = 0, i = 0; t < kernel.elementCount(); t++) {
            unflatten(t, kernel, 0, tap);
            for (int p = from; p < to; p++) {
                unflatten(p, output, 2, position);
                sources[i++] = source(tap, position);
            }
        }
        return sources;
    }

    private int source(int[] tap, int[] position) {
        int source = 0;
        for (int axis = 0; axis < tap.length; axis++) {
            int length = input.length(axis + 2);
            int index = window.inputIndex(axis, position[axis], tap[axis]);
            if (index < 0 || index >= length) {
                return -1;
            }
            source = source * length + index;
        }
        return source;
    }

    private static void unflatten(int flat, TensorShape shape, int firstAxis, int[] index) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            int length = shape.length(axis + firstAxis);
            index[axis] = flat % length;
            flat /= length;
        }
    }
}
