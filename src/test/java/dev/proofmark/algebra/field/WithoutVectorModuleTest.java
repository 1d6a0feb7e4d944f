package dev.proofmark.algebra.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A JVM started without the incubator module computes the same elements and never loads a vector class.
class WithoutVectorModuleTest {

    /// Runs in the child: prints the kernel in use and a digest of some results.
    public static final class Child {
        public static void main(String[] args) throws InterruptedException {
            System.out.println(Kernels.settled().getClass().getSimpleName() + " " + digest());
        }
    }

    static String digest() {
        Samples samples = new Samples(5);
        FrArray a = samples.elements(300);
        FrArray b = samples.elements(300);
        int[] v = samples.ints(300);
        FrVector.multiply(a, 0, a, 0, b, 0, 300);
        FrVector.addScaled(a, 0, samples.element(), v, 0, 300);
        FrVector.fold(a, 0, 300, samples.element(), a, 0);
        Fr result = FrVector.dot(a, 0, b, 0, 300).add(FrVector.productRound(a, 0, b, 0, 300)[1]);
        return result.toBigInteger().toString(16);
    }

    @Test
    void plainKernelsTakeOver() throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Xshare:auto", "-XX:TieredStopAtLevel=1", Child.class.getName())
                .redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(output.trim()).endsWith("PlainKernels " + digest());
        assertThat(child.exitValue()).isZero();
    }
}
