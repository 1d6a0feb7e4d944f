package dev.proofmark.argument.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.argument.lookup.LeafLayout.Block;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Where leaves stand: largest blocks first, lookups before tables, the zero leaf last; up to 2^30 in all.
class LeafLayoutTest {
    @Test
    void blocksAreAlignedLargestFirst() {
        LeafLayout layout = LeafLayout.of(new int[] {1, 3, 0}, new int[] {3, 2});
        assertThat(layout.blocks()).containsExactly(new Block(false, 1, 3, 0), new Block(true, 0, 3, 8), new Block(true, 1, 2, 16),
                new Block(false, 0, 1, 20), new Block(false, 2, 0, 22));
        assertThat(layout.zeroLeaf()).isEqualTo(23);
        assertThat(layout.used()).isEqualTo(24);
        assertThat(layout.leafBits()).isEqualTo(5);
        assertThat(layout.leaves()).isEqualTo(32);
        assertThat(layout.blocks()).allMatch(block -> block.offset() % (1 << block.bits()) == 0);
    }

    @Test
    void aFullVectorHasTheZeroLeafInItsLastPlace() {
        LeafLayout full = LeafLayout.of(new int[] {1}, new int[] {0});
        assertThat(full.zeroLeaf()).isEqualTo(3);
        assertThat(full.leafBits()).isEqualTo(2);
        assertThat(LeafLayout.of(new int[] {1, 0}, new int[] {0}).leafBits()).isEqualTo(3);
        LeafLayout nothing = LeafLayout.of(new int[0], new int[0]);
        assertThat(nothing.leafBits()).isZero();
        assertThat(nothing.used()).isEqualTo(1);
    }

    @Test
    void thereAreAtMost2To30Leaves() {
        int[] most = IntStream.range(0, 30).toArray();
        assertThat(LeafLayout.of(most, new int[0]).leafBits()).isEqualTo(30);
        assertThat(LeafLayout.of(most, new int[0]).used()).isEqualTo(1 << 30);
        assertThatThrownBy(() -> LeafLayout.of(most, new int[] {0})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LeafLayout.of(new int[] {30}, new int[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
