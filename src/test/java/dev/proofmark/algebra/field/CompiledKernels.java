package dev.proofmark.algebra.field;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What the kernels cost once they are compiled, measured in a process of its own whose compiler works in the foreground
/// (`-Xbatch`): a method that is called often enough is compiled before the next call, however busy the machine is, and no
/// earlier test has left its types in the profiles.
///
/// **Shape** of the output: one line for each component of [Result], and one for each [Cost].
final class CompiledKernels {
    private static final int N = 4096;
    private static final int BATCH = 50;
    /// Batches after which an operation counts as never compiled well; some tens are enough.
    private static final int MOST_BATCHES = 2000;

    /// Bytes of one operation on 4,096 elements that allocates its result only; boxed vectors take kilobytes per element.
    private static final long MOST_BYTES = 4000;

    /// @param bytes allocated by one operation
    /// @param ratio processor time per element, as a multiple of one scalar multiplication
    record Cost(String name, long mostBytes, double mostRatio, long bytes, double ratio) {
        boolean withinBounds() {
            return bytes <= mostBytes && ratio <= mostRatio;
        }

        static Cost read(String line) {
            String[] parts = line.split(" ");
            return new Cost(parts[0], Long.parseLong(parts[1]), Double.parseDouble(parts[2]), Long.parseLong(parts[3]),
                    Double.parseDouble(parts[4]));
        }

        String line() {
            return String.join(" ", name, "" + mostBytes, "" + mostRatio, "" + bytes, "" + ratio);
        }
    }

    /// @param settled     the kernels that a process ends up with
    /// @param slowerTaken whether slower kernels than those in use were taken
    record Result(String settled, boolean slowerTaken, List<Cost> costs) {}

    private final Samples samples = new Samples(31);
    private final FrArray a = samples.elements(N);
    private final FrArray b = samples.elements(N);
    private final FrArray c = samples.elements(N);
    private final FrArray d = samples.elements(N);
    private final FrArray e = samples.elements(N);
    private final FrArray out = FrArray.zeros(N);
    private final FrArray other = FrArray.zeros(N);
    private final Fr r = samples.element();
    private final int[] v = samples.ints(N);
    private final long[] w = samples.longs(N);
    private final Fr[] x = a.toArray();
    private final Fr[] y = b.toArray();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final double scalarNanos = scalarNanos();

    static Result measured() throws IOException, InterruptedException {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xbatch", "-Xmx512m",
                "-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CompiledKernels.class.getName());
        Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines = new ArrayList<>(child.inputReader().readAllLines());
        if (!child.waitFor(5, TimeUnit.MINUTES) || child.exitValue() != 0) {
            child.destroyForcibly();
            throw new IOException("the measuring process failed after " + lines);
        }
        return new Result(lines.get(0), Boolean.parseBoolean(lines.get(1)), lines.stream().skip(2).map(Cost::read).toList());
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(Kernels.settled().getClass().getSimpleName());
        System.out.println(new KernelTrial(new PlainKernels(), new ScalarKernels(), 500).candidateIsFaster());
        new CompiledKernels().all().forEach(cost -> System.out.println(cost.line()));
    }

    private List<Cost> all() {
        return List.of(
                cost("multiplication", 100 * N, 2, this::scalarMultiplications),
                cost("add", 1, () -> FrVector.add(out, 0, a, 0, b, 0, N)),
                cost("subtract", 1, () -> FrVector.subtract(out, 0, a, 0, b, 0, N)),
                cost("multiply", 1, () -> FrVector.multiply(out, 0, a, 0, b, 0, N)),
                cost("scale", 1, () -> FrVector.scale(out, 0, a, 0, r, N)),
                cost("fold", 1, () -> FrVector.fold(a, 0, N, r, out, 0)),
                cost("dot", 1, () -> FrVector.dot(a, 0, b, 0, N)),
                cost("dot-of-ints", 1, () -> FrVector.dot(v, 0, b, 0, N)),
                cost("dot-of-longs", 1, () -> FrVector.dot(w, 0, b, 0, N)),
                cost("rows", 1, () -> FrVector.accumulateRows(v, 0, 128, 32, a, 0, out, 0, 128)),
                cost("long-rows", 1, () -> FrVector.accumulateRows(w, 0, 128, 32, a, 0, out, 0, 128)),
                cost("affine", 1, () -> FrVector.affine(out, 0, r, r, v, 0, N)),
                cost("long-affine", 1, () -> FrVector.affine(out, 0, r, r, w, 0, N)),
                cost("fraction-layer", 2, () -> FrVector.fractionLayer(a, b, 0, N, out, other, 0)),
                cost("product-round", 1, () -> FrVector.productRound(a, 0, b, 0, N)),
                cost("weighted-round", 2, () -> FrVector.weightedProductRound(e, 0, a, 0, b, 0, N)),
                cost("fraction-round", 2, () -> FrVector.fractionRound(e, 0, a, 0, b, 0, c, 0, d, 0, N)));
    }

    private Cost cost(String name, double mostRatio, Runnable operation) {
        return cost(name, MOST_BYTES, mostRatio, operation);
    }

    /// The least that a batch took, from as many as it needs to keep within the bounds.
    private Cost cost(String name, long mostBytes, double mostRatio, Runnable operation) {
        Cost best = new Cost(name, mostBytes, mostRatio, Long.MAX_VALUE, Double.MAX_VALUE);
        for (int batch = 0; batch < MOST_BATCHES && !best.withinBounds(); batch++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < BATCH; i++) {
                operation.run();
            }
            double ratio = (threads.getCurrentThreadCpuTime() - start) / (double) BATCH / N / scalarNanos;
            long bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / BATCH;
            best = new Cost(name, mostBytes, mostRatio, Math.min(best.bytes(), bytes), Math.min(best.ratio(), ratio));
        }
        return best;
    }

    private double scalarNanos() {
        double best = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 200; attempt++) {
            long start = threads.getCurrentThreadCpuTime();
            scalarMultiplications();
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / (double) N);
        }
        return best;
    }

    private void scalarMultiplications() {
        for (int i = 0; i < N; i++) {
            x[i] = x[i].multiply(y[i]);
        }
    }
}
