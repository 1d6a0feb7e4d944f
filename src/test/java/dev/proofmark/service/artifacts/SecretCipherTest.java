package dev.proofmark.service.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.platform.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {
    private static final int SEGMENT = 1 << 20;

    private final Randomness randomness = new Randomness();
    private final SecretCipher cipher = new SecretCipher(key(1), randomness);

    private static AtRestKey key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return AtRestKey.configured(Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 2 * SEGMENT + 3})
    void whatIsSealedOpensAgain(int length) {
        byte[] sealed = cipher.seal(content(length));
        assertThat(cipher.open(sealed)).isEqualTo(content(length));
    }

    @Test
    void equalContentsSealToUnrelatedBytes() {
        byte[] content = content(1000);
        byte[] one = cipher.seal(content);
        byte[] two = cipher.seal(content);
        int equal = 0;
        for (int i = 4; i < one.length; i++) {
            equal += one[i] == two[i] ? 1 : 0;
        }
        assertThat(equal).isLessThan(30);
    }

    @Test
    void everyChangedMissingOrAddedByteIsNoticed() {
        byte[] sealed = cipher.seal(content(40));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher.open(changed)).as("byte %d", i).isInstanceOf(SealBrokenException.class);
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThatThrownBy(() -> cipher.open(cut)).as("length %d", i).isInstanceOf(SealBrokenException.class);
        }
        byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
        assertThatThrownBy(() -> cipher.open(longer)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void segmentsCannotBeDroppedOrSwapped() {
        byte[] sealed = cipher.seal(content(3 * SEGMENT));
        int segment = SEGMENT + 16;
        byte[] dropped = Arrays.copyOf(sealed, sealed.length - segment);
        assertThatThrownBy(() -> cipher.open(dropped)).isInstanceOf(SealBrokenException.class);
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 36, swapped, 36 + segment, segment);
        System.arraycopy(sealed, 36 + segment, swapped, 36, segment);
        assertThatThrownBy(() -> cipher.open(swapped)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void anotherKeyOpensNothing() {
        byte[] sealed = cipher.seal(content(40));
        SecretCipher other = new SecretCipher(key(2), randomness);
        assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(SealBrokenException.class);
        assertThat(key(1).checkValue()).isEqualTo(key(1).checkValue()).isNotEqualTo(key(2).checkValue());
    }

    @Test
    void keysOfAnotherFormAreRefusedWithoutBeingRepeated() {
        String tooShort = Base64.getEncoder().encodeToString("sixteen byte key".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> AtRestKey.configured(tooShort)).isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("32 bytes, is of 16").message().doesNotContain(tooShort);
        assertThatThrownBy(() -> AtRestKey.configured("not base64!")).isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("base64").message().doesNotContain("not base64!");
    }
}
