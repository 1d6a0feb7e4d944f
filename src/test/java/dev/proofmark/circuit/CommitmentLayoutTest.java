package dev.proofmark.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CommitmentLayoutTest {
    @Test
    void sendsExactlyTheRowsThatHoldALogicalCell() {
        Random random = new Random(5);
        for (int n = 0; n < 500; n++) {
            Shape shape = Shape.of(random.ints(random.nextInt(5), 1, 8).toArray());
            int columnBits = random.nextInt(2, 7);
            CommitmentLayout layout = CommitmentLayout.of(shape, columnBits);
            TreeSet<Integer> rows = new TreeSet<>();
            for (int cell : shape.paddedIndexes()) {
                rows.add(cell >> columnBits);
            }
            assertThat(layout.sentRows()).as("%s in rows of 2^%d", shape, columnBits)
                    .containsExactly(rows.stream().mapToInt(x -> x).toArray());
            assertThat(layout.rows()).isEqualTo(Math.max(1, shape.paddedSize() >> columnBits));
            assertThat(layout.rowBits() + layout.cellBits()).isEqualTo(shape.totalBits());
        }
    }

    @Test
    void aSmallTensorFillsOneRow() {
        CommitmentLayout layout = CommitmentLayout.of(Shape.of(3, 2), 6);
        assertThat(layout.rowBits()).isZero();
        assertThat(layout.cellBits()).isEqualTo(3);
        assertThat(layout.sentRows()).containsExactly(0);
    }
}
