package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.field.Fp;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class G1CodecTest {
    private static final long SEED = 20_02;

    @Test
    void wireFormRoundTrips() {
        for (G1 point : Points.random(50, new Random(SEED))) {
            byte[] bytes = point.encode();
            assertThat(G1.decode(bytes, 0)).isEqualTo(point);
            byte[] framed = new byte[40];
            point.encodeTo(framed, 5);
            assertThat(G1.decode(framed, 5)).isEqualTo(point);
            bytes[0] ^= (byte) 0x80;
            assertThat(G1.decode(bytes, 0)).as("bit 255 is the parity of y").isEqualTo(point.negate());
        }
    }

    @Test
    void wireFormIsBigEndianXAndParity() {
        byte[] generator = new byte[32];
        generator[31] = 1;
        assertThat(G1.GENERATOR.encode()).isEqualTo(generator);
        generator[0] = (byte) 0x80;
        assertThat(G1.GENERATOR.negate().encode()).isEqualTo(generator);
    }

    @Test
    void transcriptFormIsXThenY() {
        byte[] expected = new byte[64];
        expected[31] = 1;
        expected[63] = 2;
        assertThat(G1.GENERATOR.affineBytes()).isEqualTo(expected);
    }

    @Test
    void refusesTheReservedBit() {
        for (G1 point : Points.random(8, new Random(SEED + 1))) {
            byte[] bytes = point.encode();
            bytes[0] |= 0x40;
            assertThat(G1.decode(bytes, 0)).isNull();
        }
        byte[] onlyReserved = new byte[32];
        onlyReserved[0] = 0x40;
        assertThat(G1.decode(onlyReserved, 0)).isNull();
    }

    @Test
    void refusesXFromPUpwards() {
        for (int d = 0; d < 200; d++) {
            byte[] bytes = bigEndian(Points.P.add(BigInteger.valueOf(d)));
            assertThat(G1.decode(bytes, 0)).as("x = p + %d", d).isNull();
            bytes[0] |= (byte) 0x80;
            assertThat(G1.decode(bytes, 0)).as("x = p + %d, y odd", d).isNull();
        }
        byte[] top = new byte[32];
        Arrays.fill(top, (byte) 0xff);
        assertThat(G1.decode(top, 0)).isNull();
        top[0] = (byte) 0xbf;
        assertThat(G1.decode(top, 0)).isNull();
    }

    @Test
    void refusesXWithoutAPoint() {
        int refused = 0;
        for (int x = 0; x < 64; x++) {
            byte[] bytes = bigEndian(BigInteger.valueOf(x));
            Fp square = G1.curveEquation(Fp.of(x));
            boolean isSquare = square.isZero()
                    || square.pow(Points.P.subtract(BigInteger.ONE).shiftRight(1)).equals(Fp.ONE);
            G1 decoded = G1.decode(bytes, 0);
            assertThat(decoded != null).as("x = %d", x).isEqualTo(isSquare);
            refused += isSquare ? 0 : 1;
        }
        assertThat(refused).isBetween(20, 44);
        assertThat(G1.decode(new byte[32], 0)).as("all zero bytes: no identity on the wire").isNull();
    }

    @Test
    void refusesShortInput() {
        for (int length = 0; length < 32; length++) {
            byte[] bytes = Arrays.copyOf(G1.GENERATOR.encode(), length);
            assertThatThrownBy(() -> G1.decode(bytes, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> G1.decode(new byte[64], 33)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void everyAcceptedEncodingIsTheOneOfItsPoint() {
        Random random = new Random(SEED + 2);
        int accepted = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            bytes[0] &= (byte) 0xbf;
            G1 point = G1.decode(bytes, 0);
            if (point != null) {
                accepted++;
                assertThat(point.encode()).as("seed %d, case %d", SEED + 2, i).isEqualTo(bytes);
                assertThat(G1.isOnCurve(point.x(), point.y())).isTrue();
            }
        }
        assertThat(accepted).isGreaterThan(50);
    }

    /// Good points, x without a point, x >= p and the reserved bit, mixed.
    @Test
    void decodesManyAsOneByOne() {
        Random random = new Random(SEED + 3);
        for (int n : new int[] {0, 1, 7, 8, 9, 17, 300}) {
            byte[] bytes = new byte[32 * n + 3];
            random.nextBytes(bytes);
            G1[] points = Points.random(n, random);
            for (int i = 0; i < n; i++) {
                switch (i % 4) {
                    case 0 -> points[i].encodeTo(bytes, 3 + 32 * i);
                    case 1 -> bytes[3 + 32 * i] &= (byte) 0x9f;
                    case 2 -> System.arraycopy(bigEndian(Points.P.add(BigInteger.TWO)), 0, bytes, 3 + 32 * i, 32);
                    default -> {
                    }
                }
            }
            G1[] decoded = G1.decodeAll(bytes, 3, n);
            assertThat(decoded).hasSize(n);
            for (int i = 0; i < n; i++) {
                assertThat(decoded[i]).as("seed %d, point %d of %d", SEED + 3, i, n)
                        .isEqualTo(G1.decode(bytes, 3 + 32 * i));
            }
        }
        assertThatThrownBy(() -> G1.decodeAll(new byte[63], 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> G1.decodeAll(new byte[64], 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static byte[] bigEndian(BigInteger value) {
        byte[] out = new byte[32];
        byte[] bytes = value.toByteArray();
        int from = bytes.length > 32 ? 1 : 0;
        System.arraycopy(bytes, from, out, 32 - (bytes.length - from), bytes.length - from);
        return out;
    }
}
