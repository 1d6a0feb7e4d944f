package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorSumsTest {
    private static final long SEED = 20_06;

    /// Numbers of columns on both sides of each change of table and window size, few cells nonzero.
    @ParameterizedTest
    @ValueSource(ints = {128, 129, 512, 2048, 2049, 8193})
    void agreesAtEverySizeOfTable(int columns) {
        Random random = new Random(SEED + columns);
        Generators generators = Generators.upTo(columns);
        GeneratorSums sums = new GeneratorSums(generators, columns);
        int[] cells = new int[columns];
        Fr[] elements = new Fr[columns];
        Arrays.fill(elements, Fr.ZERO);
        Fr blinding = Points.uniform(random);
        G1 expected = generators.h().multiply(blinding);
        for (int k = 0; k < 12; k++) {
            int j = k == 0 ? columns - 1 : random.nextInt(columns - 1);
            expected = expected.subtract(generators.get(j).multiply(elements[j]));
            cells[j] = random.nextInt() >> 2 * k;
            elements[j] = Fr.of(cells[j]);
            expected = expected.add(generators.get(j).multiply(elements[j]));
        }
        G1[] out = new G1[1];
        sums.sumRows(cells, new Fr[] {blinding}, 0, 1, out);
        assertThat(out[0]).as("seed %d", SEED + columns).isEqualTo(expected);
        if (columns <= 2049) {
            assertThat(sums.sum(elements, blinding)).as("seed %d", SEED + columns).isEqualTo(expected);
        }
    }

    /// A batch is full in the middle of the range of rows.
    @Test
    void rowsMayFillSeveralBatches() {
        Random random = new Random(SEED);
        int columns = 64;
        int rows = 700;
        Generators generators = Generators.upTo(columns);
        int[] cells = new int[rows * columns];
        Fr[] blindings = new Fr[rows];
        for (int i = 0; i < rows; i++) {
            blindings[i] = Fr.of(i);
            for (int j = 0; j < columns; j++) {
                cells[i * columns + j] = random.nextInt(-128, 129);
            }
        }
        GeneratorSums sums = new GeneratorSums(generators, columns);
        G1[] out = new G1[rows];
        sums.sumRows(cells, blindings, 0, rows, out);
        for (int i : new int[] {0, 1, 254, 255, 256, 257, 511, 512, rows - 1}) {
            Fr[] row = new Fr[columns];
            for (int j = 0; j < columns; j++) {
                row[j] = Fr.of(cells[i * columns + j]);
            }
            assertThat(out[i]).as("seed %d, row %d", SEED, i).isEqualTo(sums.sum(row, blindings[i]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8, 10, 11, 12, 14})
    void digitsAreTheScalar(int bits) {
        Random random = new Random(SEED);
        SignedDigits digits = new SignedDigits(bits);
        int[] out = new int[digits.windows()];
        for (int i = 0; i < 300; i++) {
            Fr k = Points.scalar(random);
            digits.split(k, out);
            BigInteger value = BigInteger.ZERO;
            for (int w = out.length - 1; w >= 0; w--) {
                assertThat(out[w]).isBetween(1 - (1 << bits - 1), 1 << bits - 1);
                value = value.shiftLeft(bits).add(BigInteger.valueOf(out[w]));
            }
            assertThat(value).as("seed %d, case %d", SEED, i).isEqualTo(k.toBigInteger());
        }
    }
}
