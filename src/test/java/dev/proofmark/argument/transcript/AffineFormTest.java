package dev.proofmark.argument.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Sums and multiples of what is known under pads, against the values that the pads make of them.
class AffineFormTest {
    private static final int PADS = 9;

    private final Random random = new Random(3);
    private final Fr[] pads = new Fr[PADS];

    AffineFormTest() {
        Arrays.setAll(pads, i -> scalar());
    }

    private Fr scalar() {
        return Fr.of(random.nextLong());
    }

    /// A form over the pads whose bit is set.
    private AffineForm form(int mask) {
        int[] used = new int[Integer.bitCount(mask)];
        Fr[] coefficients = new Fr[used.length];
        int n = 0;
        for (int pad = 0; pad < PADS; pad++) {
            if ((mask >> pad & 1) != 0) {
                coefficients[n] = scalar();
                used[n++] = pad;
            }
        }
        return AffineForm.of(scalar(), used, coefficients);
    }

    private static List<Integer> padsOf(AffineForm form) {
        List<Integer> visited = new ArrayList<>();
        form.forEachPad((pad, coefficient) -> visited.add(pad));
        return visited;
    }

    private static List<Integer> padsOf(int mask) {
        List<Integer> all = new ArrayList<>();
        for (int pad = 0; pad < PADS; pad++) {
            if ((mask >> pad & 1) != 0) {
                all.add(pad);
            }
        }
        return all;
    }

    @Test
    void sumsOverAnyTwoSetsOfPads() {
        for (int a = 0; a < 1 << 5; a++) {
            for (int b = 0; b < 1 << 5; b++) {
                AffineForm left = form(a << a % 4);
                AffineForm right = form(b << b % 3);
                AffineForm sum = left.plus(right);
                assertThat(sum.value(pads)).isEqualTo(left.value(pads).add(right.value(pads)));
                assertThat(sum.constant()).isEqualTo(left.constant().add(right.constant()));
                assertThat(padsOf(sum)).as("every pad once, ascending").isEqualTo(padsOf(a << a % 4 | b << b % 3));
                assertThat(left.minus(right).value(pads)).isEqualTo(left.value(pads).subtract(right.value(pads)));
            }
        }
    }

    @Test
    void multiplesAndConstants() {
        AffineForm form = form(0b101100);
        Fr factor = scalar();
        assertThat(form.times(factor).value(pads)).isEqualTo(form.value(pads).multiply(factor));
        assertThat(form.plus(factor).value(pads)).isEqualTo(form.value(pads).add(factor));
        assertThat(form.negate().value(pads)).isEqualTo(form.value(pads).negate());
        assertThat(form.isConstant()).isFalse();
        assertThat(AffineForm.constant(factor).isConstant()).isTrue();
        assertThat(AffineForm.constant(factor).value(pads)).isEqualTo(factor);
        assertThat(AffineForm.ZERO.value(pads)).isEqualTo(Fr.ZERO);
    }

    @Test
    void aMessageUnderAPad() {
        Fr message = scalar();
        AffineForm sent = AffineForm.padded(message.add(pads[4]), 4);
        assertThat(sent.value(pads)).isEqualTo(message);
        assertThat(sent.isConstant()).isFalse();
        assertThat(padsOf(sent)).containsExactly(4);
    }

    @Test
    void coefficientsAreAddedToTheirSlots() {
        AffineForm form = form(0b110010);
        Fr[] slots = new Fr[PADS];
        Arrays.fill(slots, Fr.ONE);
        Fr factor = scalar();
        form.addCoefficients(factor, slots);
        Fr[] expected = new Fr[PADS];
        Arrays.fill(expected, Fr.ONE);
        form.forEachPad((pad, coefficient) -> expected[pad] = Fr.ONE.add(factor.multiply(coefficient)));
        assertThat(slots).isEqualTo(expected);
        assertThat(slots[1]).isNotEqualTo(Fr.ONE);
        assertThat(slots[0]).isEqualTo(Fr.ONE);
    }

    @Test
    void longSumsAreCollected() {
        AffineSum sum = new AffineSum();
        AffineForm expected = AffineForm.ZERO;
        for (int i = 0; i < 40; i++) {
            AffineForm form = form(random.nextInt(1 << PADS));
            Fr factor = scalar();
            sum.add(form, factor);
            sum.add(form);
            sum.add(factor);
            expected = expected.plus(form.times(factor)).plus(form).plus(factor);
        }
        assertThat(sum.total().value(pads)).isEqualTo(expected.value(pads));
        assertThat(sum.total().constant()).isEqualTo(expected.constant());
        assertThat(padsOf(sum.total())).isEqualTo(padsOf(expected));
    }
}
