package dev.proofmark.algebra.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Watches what a compiler can silently undo: a vector kernel whose vectors are boxed allocates kilobytes per element and
/// is a hundred times slower, yet computes the right thing. The bounds are far from both sides.
class KernelGuardTest {
    private static CompiledKernels.Result result;

    @BeforeAll
    static void measure() throws Exception {
        result = CompiledKernels.measured();
    }

    @Test
    void theVectorKernelTakesOver() {
        assertThat(result.settled()).isEqualTo(VectorKernels.class.getSimpleName());
    }

    @Test
    void aSlowerKernelNeverTakesOver() {
        assertThat(result.slowerTaken()).isFalse();
    }

    @Test
    void kernelsNeitherAllocateNorCrawl() {
        assertThat(result.costs()).hasSize(17).allMatch(CompiledKernels.Cost::withinBounds);
    }
}
