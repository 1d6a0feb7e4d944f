package dev.proofmark.argument.commitment.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.curve.Points;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.parallel.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowCommitterTest {
    private static final long SEED = 20_04;

    private static G1 naive(Generators generators, Fr[] cells, Fr blinding) {
        G1[] points = new G1[cells.length + 1];
        Fr[] scalars = Arrays.copyOf(cells, cells.length + 1);
        for (int j = 0; j < cells.length; j++) {
            points[j] = generators.get(j);
        }
        points[cells.length] = generators.h();
        scalars[cells.length] = blinding;
        return Points.naive(points, scalars);
    }

    private static void agrees(int rows, int columns, int[] cells, long seed) {
        Random random = new Random(seed);
        Generators generators = Generators.upTo(columns);
        Fr[] blindings = new Fr[rows];
        Arrays.setAll(blindings, i -> Points.scalar(random));
        G1[] expected = new G1[rows];
        for (int i = 0; i < rows; i++) {
            Fr[] row = new Fr[columns];
            for (int j = 0; j < columns; j++) {
                row[j] = Fr.of(cells[i * columns + j]);
            }
            expected[i] = naive(generators, row, blindings[i]);
        }
        int[] before = cells.clone();
        try (Workers workers = Workers.of(2)) {
            assertThat(new RowCommitter(generators, columns, workers).commit(cells, blindings))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
        assertThat(cells).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,8", "1,16,8", "3,5,8", "7,64,1", "9,32,4", "4,33,8", "5,20,9", "5,20,12", "3,20,16", "3,20,17",
        "3,20,24", "3,20,25", "3,20,31", "3,20,32"
    })
    void agreesWithOneCellAtATime(int rows, int columns, int bits) {
        Random random = new Random(SEED + bits);
        int[] cells = new int[rows * columns];
        Arrays.setAll(cells, i -> random.nextInt() >> (32 - bits));
        agrees(rows, columns, cells, SEED + bits);
    }

    @Test
    void takesEveryEdgeValue() {
        int[] edges = {
            0, 1, -1, 2, -2, 127, 128, 129, -127, -128, -129, 255, 256, -255, -256, 32767, 32768, 32896, -32768, -32769,
            65535, 65536, (1 << 23) - 1, 1 << 23, -(1 << 23), (1 << 24) - 1, Integer.MAX_VALUE, Integer.MAX_VALUE - 127,
            Integer.MIN_VALUE, Integer.MIN_VALUE + 1, 0x7f808080, 0x80808080
        };
        agrees(1, edges.length, edges, SEED);
        agrees(edges.length, 1, edges, SEED);
        agrees(4, edges.length / 4, edges, SEED);
    }

    @Test
    void rowsOfZerosAreTheirBlindings() {
        int[] cells = new int[5 * 16];
        agrees(5, 16, cells, SEED);
        cells[37] = -1;
        agrees(5, 16, cells, SEED);
        try (Workers workers = Workers.sequential()) {
            Generators generators = Generators.upTo(16);
            assertThat(new RowCommitter(generators, 16, workers).commit(new int[32], new Fr[] {Fr.ZERO, Fr.ONE}))
                    .containsExactly(G1.IDENTITY, generators.h());
        }
    }

    @Test
    void oneWideValueAmongNarrowOnes() {
        int[] cells = new int[6 * 32];
        Random random = new Random(SEED);
        Arrays.setAll(cells, i -> random.nextInt(-8, 8));
        cells[100] = 1 << 30;
        agrees(6, 32, cells, SEED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 33})
    void agreesOnFieldElements(int columns) {
        int rows = 3;
        Random random = new Random(SEED + columns);
        Generators generators = Generators.upTo(columns);
        FrArray cells = FrArray.zeros(rows * columns);
        Fr[] blindings = new Fr[rows];
        G1[] expected = new G1[rows];
        for (int i = 0; i < rows; i++) {
            Fr[] row = new Fr[columns];
            for (int j = 0; j < columns; j++) {
                row[j] = Points.scalar(random);
                cells.set(i * columns + j, row[j]);
            }
            blindings[i] = Points.scalar(random);
            expected[i] = naive(generators, row, blindings[i]);
        }
        try (Workers workers = Workers.of(2)) {
            RowCommitter committer = new RowCommitter(generators, columns, workers);
            assertThat(committer.commit(cells, blindings)).as("seed %d", SEED + columns).isEqualTo(expected);
            assertThat(committer.commit(Arrays.copyOf(cells.toArray(), columns), blindings[0])).isEqualTo(expected[0]);
        }
    }

    @Test
    void shortRowsHaveZerosInTheirPlace() {
        Generators generators = Generators.upTo(16);
        try (Workers workers = Workers.sequential()) {
            RowCommitter committer = new RowCommitter(generators, 16, workers);
            Fr[] cells = {Fr.of(3), Fr.of(-1)};
            assertThat(committer.commit(cells, Fr.of(9))).isEqualTo(naive(generators, cells, Fr.of(9)));
            assertThat(committer.commit(new Fr[0], Fr.of(9))).isEqualTo(generators.h().multiply(Fr.of(9)));
        }
    }

    @Test
    void theLastRowMayBeShort() {
        Generators generators = Generators.upTo(16);
        Random random = new Random(SEED);
        int[] cells = new int[21];
        Arrays.setAll(cells, i -> random.nextInt(-500, 500));
        FrArray elements = FrArray.zeros(21);
        for (int i = 0; i < cells.length; i++) {
            elements.set(i, Fr.of(cells[i]));
        }
        Fr[] blindings = {Points.uniform(random), Points.uniform(random)};
        try (Workers workers = Workers.of(2)) {
            RowCommitter committer = new RowCommitter(generators, 16, workers);
            G1[] expected = committer.commit(Arrays.copyOf(cells, 32), blindings);
            assertThat(committer.commit(cells, blindings)).isEqualTo(expected);
            assertThat(committer.commit(elements, blindings)).isEqualTo(expected);
        }
    }

    @Test
    void isLinear() {
        Random random = new Random(SEED);
        Generators generators = Generators.upTo(64);
        int[] a = new int[64];
        int[] b = new int[64];
        int[] sum = new int[64];
        for (int j = 0; j < 64; j++) {
            a[j] = random.nextInt(-4000, 4000);
            b[j] = random.nextInt(-4000, 4000);
            sum[j] = a[j] + b[j];
        }
        try (Workers workers = Workers.sequential()) {
            RowCommitter committer = new RowCommitter(generators, 64, workers);
            Fr s = Points.uniform(random);
            Fr t = Points.uniform(random);
            G1 left = committer.commit(a, new Fr[] {s})[0].add(committer.commit(b, new Fr[] {t})[0]);
            assertThat(committer.commit(sum, new Fr[] {s.add(t)})).containsExactly(left);
        }
    }

    @Test
    void refusesShapesThatDoNotFit() {
        Generators generators = Generators.upTo(4);
        try (Workers workers = Workers.sequential()) {
            assertThatThrownBy(() -> new RowCommitter(generators, 5, workers))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new RowCommitter(generators, 0, workers))
                    .isInstanceOf(IllegalArgumentException.class);
            RowCommitter committer = new RowCommitter(generators, 4, workers);
            for (int cells : new int[] {0, 4, 9}) {
                assertThatThrownBy(() -> committer.commit(new int[cells], new Fr[2]))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(committer.commit(new int[0], new Fr[0])).isEmpty();
            assertThatThrownBy(() -> committer.commit(FrArray.zeros(9), new Fr[2]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> committer.commit(new Fr[5], Fr.ONE)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
