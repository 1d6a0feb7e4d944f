package dev.proofmark.circuit.codec;

import dev.proofmark.circuit.CircuitException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the circuit encodings: big-endian fixed-width integers, length-prefixed lists.
public final class ByteSink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    public void u8(int value) {
        check(value, 0, 0xff);
        out.write(value);
    }

    void u16(int value) {
        check(value, 0, 0xffff);
        bytes(value, 2);
    }

    public void u32(int value) {
        check(value, 0, Integer.MAX_VALUE);
        bytes(value, 4);
    }

    public void i64(long value) {
        bytes(value, 8);
    }

    void name(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        u16(utf8.length);
        out.writeBytes(utf8);
    }

    /// A count byte and one byte each.
    void smallList(int[] values) {
        u8(values.length);
        for (int v : values) {
            u8(v);
        }
    }

    void lengths(int[] lengths) {
        u8(lengths.length);
        for (int length : lengths) {
            u32(length);
        }
    }

    /// The width in bytes that the widest value needs, then every value in two's complement of that width; the count is
    /// known to the reader.
    void values(long[] values) {
        int width = 1;
        for (long v : values) {
            width = Math.max(width, width(v));
        }
        u8(width);
        for (long v : values) {
            bytes(v, width);
        }
    }

    /// Bytes that a value needs in two's complement.
    static int width(long value) {
        int bits = 65 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
        return (bits + 7) / 8;
    }

    private void bytes(long value, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    private static void check(long value, long low, long high) {
        if (value < low || value > high) {
            throw new CircuitException("encoding", "value must be " + low + ".." + high + ", got " + value);
        }
    }
}
