package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.testing.ModelFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// What proofs really hold, held against what their circuits predict.
class MemoryEstimateTest {
    /// Below this a factor says nothing: the least batch of point additions is of that size.
    private static final long SMALL = 4 << 20;
    /// What the process itself may have taken meanwhile.
    private static final long ELSEWHERE = 1 << 20;

    @Test
    void aProofHoldsWhatIsPredictedAndNotMuchLess(TestReporter reporter) throws IOException, InterruptedException {
        check(List.of(ProofMemory.SYNTHETIC), reporter);
    }

    @Test
    void soDoProofsOfRealModels(TestReporter reporter) throws IOException, InterruptedException {
        List<String> models = new ArrayList<>(
                List.of("real/iris-mlp-deepprove", "ezkl/1l_relu", "real/credit-scoring-mlp", "real/nolicence/mnist-fc-256x2",
                        "real/mnist-cnn-cntk", "real/cifar10-lenet-deepprove", "real/nolicence/mnist-relu-9x200",
                        "real/nolicence/mnist-conv-maxpool", "real/nolicence/cifar10-resnet2b-vnncomp",
                        "real/nolicence/cifar10-allconv-biasfield"));
        ModelFolder.root();
        check(models, reporter);
    }

    private static void check(List<String> models, TestReporter reporter) throws IOException, InterruptedException {
        List<ProofMemory.Figures> all = ProofMemory.of(models);
        assertThat(all).extracting(ProofMemory.Figures::name).isEqualTo(models);
        for (ProofMemory.Figures figures : all) {
            reporter.publishEntry(figures.name(), "predicted %.1f MB, measured %.1f MB".formatted(
                    figures.predicted() / 1e6, figures.measured() / 1e6));
            assertThat(figures.measured()).as("%s", figures).isGreaterThan(1 << 20);
            assertThat(figures.predicted()).as("%s", figures)
                    .isBetween(figures.measured() - ELSEWHERE, Math.max(2 * figures.measured(), figures.measured() + 2 * SMALL));
        }
    }

    @Test
    void moreOfAnythingNeedsMore() {
        MemoryEstimate small = dense(32, 32, 7);
        assertThat(dense(64, 1024, 7).bytes(1)).isGreaterThan(small.bytes(1));
        assertThat(dense(32, 32, 12).bytes(1)).isGreaterThan(small.bytes(1));
        assertThat(small.bytes(8)).isGreaterThan(small.bytes(1));
    }

    private static MemoryEstimate dense(int inputs, int outputs, int columnBits) {
        return CircuitLowering.lower(ProofMemory.dense(1, inputs, outputs),
                new LoweringOptions(OutputVisibility.PUBLIC, OptionalInt.of(columnBits))).cost().memory();
    }
}
