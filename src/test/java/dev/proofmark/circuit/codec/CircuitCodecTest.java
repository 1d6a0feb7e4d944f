package dev.proofmark.circuit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.RandomCircuits;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitCodecTest {
    private static Circuit small() {
        CircuitBuilder b = new CircuitBuilder();
        int range = b.rangeTable("r", IntegerRange.unsigned(2));
        int x = b.input("x", Shape.of(2));
        b.lookup(range, x);
        b.inputPort("x", x, Shape.of(2), PortScale.uniform(0.5), IntegerRange.unsigned(2));
        return b.build(2);
    }

    @Test
    void encodesToTheDocumentedBytes() {
        assertThat(HexFormat.of().formatHex(CircuitCodec.encode(small()))).isEqualTo(
                "0202" + "00000001" + "01" + "000178" + "0100000002"
                        + "00000001" + "000172" + "00000004" + "01" + "00" + "0000000000000000" + "0000000000000001"
                        + "00000001" + "00" + "00000000" + "01" + "00000000"
                        + "00000001" + "000178" + "00000000" + "0100000002" + "3fe0000000000000" + "00" + "00000000"
                        + "0000000000000000" + "0000000000000003"
                        + "00000000");
    }

    @Test
    void decodesWhatItEncoded() {
        RandomCircuits circuits = new RandomCircuits(1);
        for (int i = 0; i < 200; i++) {
            Circuit circuit = circuits.next();
            assertThat(CircuitCodec.decode(CircuitCodec.encode(circuit))).as("circuit %d", i).isEqualTo(circuit);
        }
    }

    @Test
    void refusesEveryShorterPrefixAndOneByteMore() {
        RandomCircuits circuits = new RandomCircuits(2);
        for (int i = 0; i < 5; i++) {
            byte[] bytes = CircuitCodec.encode(circuits.next());
            for (int length = 0; length < bytes.length; length++) {
                byte[] prefix = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> CircuitCodec.decode(prefix)).as("prefix %d", length).isInstanceOf(CircuitException.class);
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThatThrownBy(() -> CircuitCodec.decode(longer)).isInstanceOf(CircuitException.class)
                    .hasMessageContaining("1 bytes too many");
        }
    }

    @Test
    void changedBytesAreRefusedOrAnotherCircuitsOwnEncoding() {
        Random random = new Random(3);
        RandomCircuits circuits = new RandomCircuits(3);
        int decoded = 0;
        for (int i = 0; i < 40; i++) {
            Circuit original = circuits.next();
            byte[] bytes = CircuitCodec.encode(original);
            for (int n = 0; n < 300; n++) {
                byte[] changed = bytes.clone();
                int flips = 1 + random.nextInt(2);
                for (int f = 0; f < flips; f++) {
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                }
                try {
                    Circuit circuit = CircuitCodec.decode(changed);
                    decoded++;
                    assertThat(CircuitCodec.encode(circuit)).as("circuit %d change %d", i, n).isEqualTo(changed);
                    assertThat(circuit.equals(original)).isEqualTo(Arrays.equals(changed, bytes));
                } catch (CircuitException refused) {
                    assertThat(refused.code()).isNotBlank();
                }
            }
        }
        assertThat(decoded).isGreaterThan(500);
    }

    @Test
    void garbageIsRefused() {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 6) {
                bytes[0] = CircuitCodec.VERSION;
                bytes[1] = 4;
                Arrays.fill(bytes, 2, 5, (byte) 0);
            }
            assertThatThrownBy(() -> CircuitCodec.decode(bytes)).isInstanceOf(CircuitException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00", "02", "01027fffffff", "0102ffffffff", "010200010001",
        "010200000001" + "04" + "0000" + "0104000000" + "01",
        "010200000001" + "04" + "0000" + "0100000004" + "08" + "00000000",
        "010200000001" + "05" + "0000" + "04000000" + "04" + "00000000",
        "010200000001" + "12" + "00000000" + "01" + "03" + "0104000000" + "0104000000" + "04" + "00"
    })
    void lyingCountsAreRefusedBeforeAllocation(String hex) {
        assertThatThrownBy(() -> CircuitCodec.decode(HexFormat.of().parseHex(hex))).isInstanceOf(CircuitException.class);
    }

    @Test
    void valuesAreWrittenInTheirLeastWidth() {
        for (long[] values : List.of(new long[] {-128, 127}, new long[] {128}, new long[] {-129}, new long[] {0},
                new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, new long[] {1L << 39}, new long[] {-(1L << 39)})) {
            ByteSink sink = new ByteSink();
            sink.values(values);
            assertThat(new ByteSource(sink.toByteArray()).values(values.length)).isEqualTo(values);
        }
        assertThatThrownBy(() -> new ByteSource(new byte[] {2, 0, 5}).values(1)).isInstanceOf(CircuitException.class)
                .hasMessageContaining("values of 1 bytes are written with 2");
        for (int width : new int[] {0, 9, 255}) {
            assertThatThrownBy(() -> new ByteSource(new byte[] {(byte) width, 0, 0, 0, 0, 0, 0, 0, 0, 0}).values(1))
                    .isInstanceOf(CircuitException.class).hasMessageContaining("values take 1..8 bytes each, got " + width);
        }
        assertThat(new ByteSource(new byte[] {8, 64, 0, 0, 0, 0, 0, 0, 1}).values(1)).containsExactly((1L << 62) + 1);
        assertThat(new ByteSource(new byte[] {1}).values(0)).isEmpty();
    }

    /// A list that does not fit what is left is refused for that, not when the bytes have run out.
    @Test
    void listsAreComparedWithTheBytesThatAreLeft() {
        assertThatThrownBy(() -> CircuitCodec.decode(HexFormat.of().parseHex("020200000100")))
                .hasMessageContaining("nodes must be at most 65536 and fit the 0 bytes left, got 256");
        assertThatThrownBy(() -> new ByteSource(new byte[] {2, 0, 0, 0}).values(2))
                .hasMessageContaining("2 values of 2 bytes do not fit the 3 bytes left");
        assertThat(new ByteSource(new byte[] {0x7f, -1, -1, -1}).u32()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> new ByteSource(new byte[] {-128, 0, 0, 0}).u32()).hasMessageContaining("below 2^31");
        assertThatThrownBy(() -> new ByteSource(new byte[7]).i64()).isInstanceOf(CircuitException.class);
        assertThatThrownBy(() -> new ByteSource(new byte[] {3, 0, 0}).smallList()).isInstanceOf(CircuitException.class);
        assertThatThrownBy(() -> new ByteSource(new byte[] {1, 0, 0}).lengths()).isInstanceOf(CircuitException.class);
    }

    @Test
    void numbersAreWrittenWithinTheirWidth() {
        ByteSink sink = new ByteSink();
        sink.u8(0);
        sink.u8(255);
        sink.u16(0xffff);
        sink.u32(Integer.MAX_VALUE);
        assertThat(HexFormat.of().formatHex(sink.toByteArray())).isEqualTo("00ffffff7fffffff");
        for (Runnable beyond : List.<Runnable>of(() -> sink.u8(256), () -> sink.u8(-1), () -> sink.u16(0x10000), () -> sink.u16(-1),
                () -> sink.u32(-1))) {
            assertThatThrownBy(beyond::run).isInstanceOf(CircuitException.class).hasMessageContaining("value must be");
        }
    }

    /// A source of 2^32 is not index 0.
    @Test
    void aGatherSourceMustBeAnIndex() {
        String circuit =
                "0202" + "00000002" + "02" + "000177" + "0100000001" + "12" + "00000000" + "01" + "03" + "0100000001" + "0100000001";
        assertThatThrownBy(() -> CircuitCodec.decode(HexFormat.of().parseHex(circuit + "05" + "0100000000")))
                .isInstanceOf(CircuitException.class).hasMessageContaining("gather source out of range");
        assertThatThrownBy(() -> CircuitCodec.decode(HexFormat.of().parseHex(circuit + "01" + "00")))
                .isInstanceOf(CircuitException.class).hasMessageNotContaining("gather");
    }

    @Test
    void namesMustBeWellFormed() {
        assertThatThrownBy(() -> new ByteSource(new byte[] {0, 2, (byte) 0xc0, (byte) 0x80}).name())
                .isInstanceOf(CircuitException.class).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> new ByteSource(new byte[] {3, 0}).name()).isInstanceOf(CircuitException.class);
    }
}
