package dev.proofmark.circuit.codec;

import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads the circuit encodings from untrusted bytes. Every count is compared with the bytes that are left before
/// anything is allocated, so a decoder's memory is a small multiple of its input.
///
/// **Errors** `CircuitException` with code `encoding`.
public final class ByteSource {
    private final byte[] bytes;
    private int position;

    public ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    public int u8() {
        return (int) unsigned(1);
    }

    int u16() {
        return (int) unsigned(2);
    }

    /// At most 2^31 - 1.
    public int u32() {
        long value = unsigned(4);
        if (value > Integer.MAX_VALUE) {
            throw failure("a count must be below 2^31, got " + value);
        }
        return (int) value;
    }

    public long i64() {
        return unsigned(8);
    }

    /// A list length: at most `limit`, each element taking at least `elementBytes` of what is left.
    public int count(String what, int limit, int elementBytes) {
        int count = u32();
        if (count > limit || (long) count * elementBytes > remaining()) {
            throw failure(what + " must be at most " + limit + " and fit the " + remaining() + " bytes left, got " + count);
        }
        return count;
    }

    String name() {
        int length = u16();
        need(length);
        try {
            String name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, length)).toString();
            position += length;
            return name;
        } catch (CharacterCodingException e) {
            throw failure("a name is not UTF-8");
        }
    }

    int[] smallList() {
        return smallList(u8());
    }

    int[] smallList(int count) {
        int[] list = new int[count];
        for (int i = 0; i < count; i++) {
            list[i] = u8();
        }
        return list;
    }

    int[] lengths() {
        int count = u8();
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = u32();
        }
        return lengths;
    }

    Shape shape() {
        return Shape.of(lengths());
    }

    /// `count` values in the narrowest width that fits them all.
    long[] values(int count) {
        int width = u8();
        if (width < 1 || width > 8) {
            throw failure("values take 1..8 bytes each, got " + width);
        }
        if ((long) count * width > remaining()) {
            throw failure(count + " values of " + width + " bytes do not fit the " + remaining() + " bytes left");
        }
        long[] values = new long[count];
        int needed = 1;
        for (int i = 0; i < count; i++) {
            values[i] = unsigned(width) << 64 - 8 * width >> 64 - 8 * width;
            needed = Math.max(needed, ByteSink.width(values[i]));
        }
        if (needed != width) {
            throw failure("values of " + needed + " bytes are written with " + width);
        }
        return values;
    }

    int remaining() {
        return bytes.length - position;
    }

    public void end() {
        if (remaining() != 0) {
            throw failure(remaining() + " bytes too many");
        }
    }

    public CircuitException failure(String message) {
        return new CircuitException("encoding", message + " (at byte " + position + " of " + bytes.length + ")");
    }

    private long unsigned(int width) {
        need(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[position++] & 0xff;
        }
        return value;
    }

    private void need(int count) {
        if (count > remaining()) {
            throw failure(count + " bytes expected, " + remaining() + " left");
        }
    }
}
