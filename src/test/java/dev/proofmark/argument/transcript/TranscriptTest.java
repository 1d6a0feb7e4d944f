package dev.proofmark.argument.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.jcajce.provider.digest.Keccak;
import org.junit.jupiter.api.Test;

/// The chain of hashes, written out once more from the protocol's text.
class TranscriptTest {
    private byte[] state = new byte[32];

    private static byte[] keccak(byte[] data) {
        return new Keccak.Digest256().digest(data);
    }

    private void absorb(String label, byte[] data) {
        state = keccak(
                ByteBuffer.allocate(1 + 32 + 1 + label.length() + 8 + data.length).put((byte) 1).put(state).put((byte) label.length())
                        .put(label.getBytes(StandardCharsets.US_ASCII)).putLong(data.length).put(data).array());
    }

    private Fr challenge(String label) {
        state = keccak(ByteBuffer.allocate(1 + 32 + 1 + label.length()).put((byte) 2).put(state).put((byte) label.length())
                .put(label.getBytes(StandardCharsets.US_ASCII)).array());
        return Fr.of(new BigInteger(1, state).mod(Fr.order()));
    }

    @Test
    void everyStepIsOneHashOverTheState() {
        Transcript transcript = new Transcript();
        assertThat(transcript.challenge(Label.ALPHA)).isEqualTo(challenge("alpha"));
        byte[] data = new byte[300];
        new Random(1).nextBytes(data);
        transcript.absorb(Label.CONTEXT, data);
        absorb("context", data);
        transcript.absorb(Label.CONTEXT, new byte[0]);
        absorb("context", new byte[0]);
        assertThat(transcript.challenge(Label.BETA)).isEqualTo(challenge("beta"));
        Fr value = Fr.of(-5);
        transcript.absorb(Label.RESPONSE, value);
        absorb("response", value.encode());
        G1 point = G1.GENERATOR.multiply(value);
        transcript.absorb(Label.PAD_ROW, point);
        absorb("pad-row", point.affineBytes());
        assertThat(transcript.challenge(Label.DELTA)).isEqualTo(challenge("delta"));
    }

    @Test
    void grindingIteratesTheHash() {
        Transcript transcript = new Transcript();
        transcript.grind(1000);
        for (int i = 0; i < 1000; i++) {
            state = keccak(state);
        }
        assertThat(transcript.challenge(Label.ALPHA)).isEqualTo(challenge("alpha"));
        transcript.grind(0);
        assertThat(transcript.challenge(Label.ALPHA)).isEqualTo(challenge("alpha"));
    }

    @Test
    void labelsAreDistinctAndShort() {
        Set<String> texts = new HashSet<>();
        for (Label label : Label.values()) {
            assertThat(texts.add(label.text())).isTrue();
            assertThat(label.text()).matches("[a-z-]{1,32}").isEqualTo(new String(label.bytes(), StandardCharsets.US_ASCII));
        }
    }

    /// Section 14 of the protocol names every label, and no other.
    @Test
    void theProtocolNamesEveryLabel() throws IOException {
        String protocol = Files.readString(Path.of("docs/protocol.md"));
        String order = protocol.substring(protocol.indexOf("## 14. The order of everything"), protocol.indexOf("## 15. Files"));
        Set<String> named =
                Pattern.compile("\"([a-z-]+)\"").matcher(order).results().map(found -> found.group(1)).collect(Collectors.toSet());
        assertThat(named).isEqualTo(Arrays.stream(Label.values()).map(Label::text).collect(Collectors.toSet()));
    }
}
