package dev.proofmark.algebra.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Single elements of both fields against BigInteger, at edge values first and then at random ones.
class ResidueTest {

    private static final long SEED = 20240517L;

    static List<BigInteger> samples(BigInteger prime, int random, long seed) {
        List<BigInteger> out = new ArrayList<>();
        for (BigInteger centre : List.of(BigInteger.ZERO, prime, prime.shiftRight(1), BigInteger.ONE.shiftLeft(64),
                BigInteger.ONE.shiftLeft(128), BigInteger.ONE.shiftLeft(192), BigInteger.ONE.shiftLeft(253),
                BigInteger.ONE.shiftLeft(256).mod(prime))) {
            for (int d = -2; d <= 2; d++) {
                out.add(centre.add(BigInteger.valueOf(d)).mod(prime));
            }
        }
        Random source = new Random(seed);
        for (int i = 0; i < random; i++) {
            out.add(new BigInteger(300, source).mod(prime));
        }
        return out;
    }

    @Test
    void frAgreesWithBigInteger() {
        BigInteger r = Fr.order();
        List<BigInteger> values = samples(r, 60, SEED);
        for (BigInteger x : values) {
            Fr a = Fr.of(x);
            assertThat(a.toBigInteger()).as("seed %d", SEED).isEqualTo(x);
            assertThat(a.negate().toBigInteger()).isEqualTo(x.negate().mod(r));
            assertThat(a.square().toBigInteger()).isEqualTo(x.multiply(x).mod(r));
            assertThat(Fr.decode(a.encode(), 0)).isEqualTo(a).hasSameHashCodeAs(a);
            assertThat(new BigInteger(1, a.encode())).isEqualTo(x);
            for (BigInteger y : values) {
                Fr b = Fr.of(y);
                assertThat(a.add(b).toBigInteger()).as("%s + %s", x, y).isEqualTo(x.add(y).mod(r));
                assertThat(a.subtract(b).toBigInteger()).as("%s - %s", x, y).isEqualTo(x.subtract(y).mod(r));
                assertThat(a.multiply(b).toBigInteger()).as("%s * %s", x, y).isEqualTo(x.multiply(y).mod(r));
                assertThat(a.equals(b)).isEqualTo(x.equals(y));
            }
        }
    }

    @Test
    void fpAgreesWithBigInteger() {
        BigInteger p = Fp.order();
        List<BigInteger> values = samples(p, 60, SEED + 1);
        for (BigInteger x : values) {
            Fp a = Fp.of(x);
            assertThat(a.toBigInteger()).as("seed %d", SEED + 1).isEqualTo(x);
            assertThat(a.isOdd()).isEqualTo(x.testBit(0));
            assertThat(a.isZero()).isEqualTo(x.signum() == 0);
            assertThat(Fp.decode(a.encode(), 0)).isEqualTo(a);
            Fp square = a.square();
            Fp root = square.sqrt();
            assertThat(root.equals(a) || root.equals(a.negate())).as("root of %s squared", x).isTrue();
            if (!a.isZero()) {
                // -1 is not a square modulo p
                assertThat(square.negate().sqrt()).isNull();
            }
            for (BigInteger y : values) {
                Fp b = Fp.of(y);
                assertThat(a.add(b).toBigInteger()).as("%s + %s", x, y).isEqualTo(x.add(y).mod(p));
                assertThat(a.subtract(b).toBigInteger()).as("%s - %s", x, y).isEqualTo(x.subtract(y).mod(p));
                assertThat(a.multiply(b).toBigInteger()).as("%s * %s", x, y).isEqualTo(x.multiply(y).mod(p));
            }
        }
    }

    @Test
    void inverses() {
        List<BigInteger> values = samples(Fr.order(), 30, SEED + 2);
        values.removeIf(x -> x.signum() == 0);
        Fr[] elements = values.stream().map(Fr::of).toArray(Fr[]::new);
        Fr[] together = Fr.invertAll(elements);
        for (int i = 0; i < elements.length; i++) {
            assertThat(elements[i].multiply(elements[i].inverse())).isEqualTo(Fr.ONE);
            assertThat(together[i]).isEqualTo(elements[i].inverse());
            assertThat(elements[i].pow(BigInteger.TEN.negate())).isEqualTo(together[i].pow(BigInteger.TEN));
        }
        assertThat(Fr.invertAll(new Fr[0])).isEmpty();
        assertThatThrownBy(Fr.ZERO::inverse).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(Fp.ZERO::inverse).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fr.invertAll(new Fr[] {Fr.ONE, Fr.ZERO})).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void powers() {
        BigInteger r = Fr.order();
        Fr three = Fr.of(3);
        for (BigInteger e : List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.valueOf(1000003), r, r.shiftLeft(70))) {
            assertThat(three.pow(e).toBigInteger()).isEqualTo(BigInteger.valueOf(3).modPow(e, r));
        }
        for (int e : new int[] {0, 1, 63, 254, 255, 1000, -1, -2, -250}) {
            assertThat(Fr.powerOfTwo(e).multiply(Fr.powerOfTwo(-e))).isEqualTo(Fr.ONE);
            assertThat(Fr.powerOfTwo(Math.abs(e))).isEqualTo(Fr.of(BigInteger.ONE.shiftLeft(Math.abs(e))));
        }
    }

    @Test
    void signedIntegers() {
        for (long v : new long[] {0, 1, -1, 42, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(Fr.of(v).toBigInteger()).isEqualTo(BigInteger.valueOf(v).mod(Fr.order()));
            assertThat(Fp.of(v).toBigInteger()).isEqualTo(BigInteger.valueOf(v).mod(Fp.order()));
            assertThat(Fr.of(v)).isEqualTo(Fr.of(BigInteger.valueOf(v)));
        }
    }

    @Test
    void onlyCanonicalBytesDecode() {
        for (int d = 0; d < 3; d++) {
            assertThat(Fr.decode(bytes(Fr.order().add(BigInteger.valueOf(d))), 0)).isNull();
            assertThat(Fp.decode(bytes(Fp.order().add(BigInteger.valueOf(d))), 0)).isNull();
        }
        assertThat(Fr.decode(bytes(Fr.order().subtract(BigInteger.ONE)), 0)).isEqualTo(Fr.of(-1));
        assertThat(Fp.decode(bytes(Fp.order().subtract(BigInteger.ONE)), 0)).isEqualTo(Fp.of(-1));
        // the other prime's canonical range does not leak in: r <= p - 1 < p
        assertThat(Fr.decode(bytes(Fp.order().subtract(BigInteger.ONE)), 0)).isNull();
        byte[] ones = new byte[40];
        java.util.Arrays.fill(ones, (byte) 0xff);
        assertThat(Fr.decode(ones, 4)).isNull();
        byte[] shifted = new byte[37];
        Fr.of(7).encodeTo(shifted, 5);
        assertThat(Fr.decode(shifted, 5)).isEqualTo(Fr.of(7));
        assertThat(Fr.reduce(ones).toBigInteger()).isEqualTo(new BigInteger(1, ones).mod(Fr.order()));
        assertThat(Fr.reduce(new byte[0])).isEqualTo(Fr.ZERO);
    }

    @Test
    void stringsNeverShowTheValue() {
        assertThat(Fr.of(1234567)).hasToString("Fr(hidden)");
        assertThat(Fp.of(1234567)).hasToString("Fp(hidden)");
    }

    @Test
    void arraysKeepEveryElement() {
        List<BigInteger> values = samples(Fr.order(), 43, SEED + 3);
        FrArray array = FrArray.of(values.stream().map(Fr::of).toArray(Fr[]::new));
        List<BigInteger> others = samples(Fp.order(), 43, SEED + 4);
        FpArray base = FpArray.of(others.stream().map(Fp::of).toArray(Fp[]::new));
        for (int i = 0; i < values.size(); i++) {
            assertThat(array.get(i).toBigInteger()).as("element %d", i).isEqualTo(values.get(i));
            assertThat(base.get(i).toBigInteger()).as("element %d", i).isEqualTo(others.get(i));
        }
        FrArray copy = array.copy();
        copy.fill(3, 12, Fr.ONE);
        assertThat(array.get(5).toBigInteger()).isEqualTo(values.get(5));
        assertThat(copy.get(11)).isEqualTo(Fr.ONE);
        assertThat(copy.get(12)).isEqualTo(array.get(12));
        assertThatThrownBy(() -> array.get(values.size())).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> array.set(-1, Fr.ONE)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static byte[] bytes(BigInteger v) {
        byte[] raw = v.toByteArray();
        byte[] out = new byte[32];
        System.arraycopy(raw, 0, out, 32 - raw.length, raw.length);
        return out;
    }
}
