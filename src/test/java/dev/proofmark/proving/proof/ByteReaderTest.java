package dev.proofmark.proving.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fields and headers of untrusted files, to their last byte and one beyond.
class ByteReaderTest {
    @Test
    void readsBigEndianFieldsToTheLastByte() {
        ByteReader in = new ByteReader(new byte[] {(byte) 0xff, 0x01, (byte) 0x80, 0x7f, (byte) 0xfe, (byte) 0xfd, (byte) 0xfc, 5, 6});
        assertThat(in.u8("a")).isEqualTo(0xff);
        assertThat(in.u16("b")).isEqualTo(0x0180);
        assertThat(in.u32("c")).isEqualTo(0x7ffefdfc);
        assertThat(in.position()).isEqualTo(7);
        assertThat(in.remaining()).isEqualTo(2);
        assertThatThrownBy(() -> in.end("file")).isInstanceOf(MalformedBytes.class).hasMessageContaining("2 more bytes");
        assertThat(in.take(2, "d")).containsExactly(5, 6);
        in.end("file");
        assertThat(in.take(0, "nothing")).isEmpty();
        assertThatThrownBy(() -> in.u8("e")).isInstanceOf(MalformedBytes.class).hasMessageContaining("e needs 1 bytes, 0 are left");
        assertThat(in.position()).isEqualTo(9);
    }

    @Test
    void lengthsBeyondTheFileAreRefused() {
        assertThatThrownBy(() -> new ByteReader(new byte[] {(byte) 0x80, 0, 0, 0}).u32("length")).isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("too large");
        assertThat(new ByteReader(new byte[4]).u32("length")).isZero();
        assertThatThrownBy(() -> new ByteReader(new byte[3]).u32("length")).isInstanceOf(MalformedBytes.class);
        assertThatThrownBy(() -> new ByteReader(new byte[8]).take(9, "field")).isInstanceOf(MalformedBytes.class);
        assertThatThrownBy(() -> new ByteReader(new byte[8]).advance(Integer.MAX_VALUE, "field")).isInstanceOf(MalformedBytes.class);
        assertThat(new ByteReader(new byte[8]).advance(8, "field")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aHeaderIsItsEightBytes(Format format) {
        byte[] header = format.header();
        assertThat(header).hasSize(8);
        assertThat(format.problem(header)).isNull();
        assertThat(format.problem(Arrays.copyOf(header, 9))).isNull();
        assertThat(format.problem(Arrays.copyOf(header, 7))).contains("8 bytes, got 7");
        assertThat(format.problem(new byte[0])).contains("got 0");
        String[] expected = {"begin with", "begin with", "begin with", "begin with", "version", "version", "curve", "profile"};
        for (int i = 0; i < 8; i++) {
            for (int bit : new int[] {1, 0x80}) {
                byte[] changed = header.clone();
                changed[i] ^= (byte) bit;
                assertThat(format.problem(changed)).as("byte %d", i).contains(expected[i]);
            }
        }
        for (Format other : Format.values()) {
            assertThat(other.problem(header) == null).isEqualTo(other == format);
        }
    }
}
