package dev.proofmark.algebra.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// Watches what a compiler can silently undo: a vector kernel whose vectors are boxed allocates kilobytes per element and
/// is a hundred times slower, yet computes the right thing. The bounds are far from both sides.
class KernelGuardTest {

    private static final int N = 4096;
    private static final int ATTEMPTS = 60;

    /// Bytes of one operation on 4,096 elements that allocates its result only.
    private static final long BYTES = 4000;

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

    /// The smallest allocation and time of a batch, retried until the compiler is done.
    private static void check(String name, double maxNanosPerElement, Runnable operation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Long.MAX_VALUE;
        double nanos = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && (bytes > BYTES || nanos > maxNanosPerElement); attempt++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                operation.run();
            }
            nanos = Math.min(nanos, (System.nanoTime() - start) / 50.0 / N);
            bytes = Math.min(bytes, (threads.getCurrentThreadAllocatedBytes() - allocated) / 50);
        }
        assertThat(bytes).as("bytes allocated by one %s over %d elements", name, N).isLessThanOrEqualTo(BYTES);
        assertThat(nanos).as("nanoseconds per element of %s", name).isLessThanOrEqualTo(maxNanosPerElement);
    }

    /// One multiplication of single elements, measured here and now.
    private double scalarNanos() {
        Fr[] x = a.toArray();
        Fr[] y = b.toArray();
        double best = Double.MAX_VALUE;
        for (int attempt = 0; attempt < 200; attempt++) {
            long start = System.nanoTime();
            for (int i = 0; i < N; i++) {
                x[i] = x[i].multiply(y[i]);
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) N);
        }
        return best;
    }

    @Test
    void kernelsNeitherAllocateNorCrawl() throws InterruptedException {
        Kernels.settled();
        double scalar = scalarNanos();
        check("add", scalar, () -> FrVector.add(out, 0, a, 0, b, 0, N));
        check("subtract", scalar, () -> FrVector.subtract(out, 0, a, 0, b, 0, N));
        check("multiply", scalar, () -> FrVector.multiply(out, 0, a, 0, b, 0, N));
        check("scale", scalar, () -> FrVector.scale(out, 0, a, 0, r, N));
        check("fold", scalar, () -> FrVector.fold(a, 0, N, r, out, 0));
        check("dot", scalar, () -> FrVector.dot(a, 0, b, 0, N));
        check("dot of ints", scalar, () -> FrVector.dot(v, 0, b, 0, N));
        check("dot of longs", scalar, () -> FrVector.dot(w, 0, b, 0, N));
        check("rows", scalar, () -> FrVector.accumulateRows(v, 0, 128, 32, a, 0, out, 0, 128));
        check("long rows", scalar, () -> FrVector.accumulateRows(w, 0, 128, 32, a, 0, out, 0, 128));
        check("affine", scalar, () -> FrVector.affine(out, 0, r, r, v, 0, N));
        check("long affine", scalar, () -> FrVector.affine(out, 0, r, r, w, 0, N));
        check("fraction layer", 2 * scalar, () -> FrVector.fractionLayer(a, b, 0, N, out, other, 0));
        check("product round", scalar, () -> FrVector.productRound(a, 0, b, 0, N));
        check("weighted round", 2 * scalar, () -> FrVector.weightedProductRound(e, 0, a, 0, b, 0, N));
        check("fraction round", 2 * scalar, () -> FrVector.fractionRound(e, 0, a, 0, b, 0, c, 0, d, 0, N));
    }

    @Test
    void oneScalarMultiplicationAllocatesItsResultOnly() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Fr x = r;
        for (int i = 0; i < 20_000; i++) {
            x = x.multiply(r);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            x = x.multiply(r);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated).isLessThan(100_000);
        assertThat(x.isZero()).isFalse();
    }
}
