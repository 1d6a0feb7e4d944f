package dev.proofmark.proving.proof;

/// Reads big-endian fields from untrusted bytes; every length is checked before anything is allocated.
///
/// **Errors** `MalformedBytes`.
public final class ByteReader {
    private final byte[] bytes;
    private int position;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return bytes.length - position;
    }

    public int u8(String what) {
        return bytes[advance(1, what)] & 0xff;
    }

    public int u16(String what) {
        return u8(what) << 8 | u8(what);
    }

    public int u32(String what) {
        int at = advance(4, what);
        int value = (bytes[at] & 0xff) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
        if (value < 0) {
            throw new MalformedBytes(what + " is too large");
        }
        return value;
    }

    public byte[] take(int count, String what) {
        int at = advance(count, what);
        return java.util.Arrays.copyOfRange(bytes, at, at + count);
    }

    /// Skips a field and returns where it begins.
    public int advance(int count, String what) {
        if (count > remaining()) {
            throw new MalformedBytes(what + " needs " + count + " bytes, " + remaining() + " are left");
        }
        position += count;
        return position - count;
    }

    public void end(String what) {
        if (remaining() != 0) {
            throw new MalformedBytes(what + " is followed by " + remaining() + " more bytes");
        }
    }
}
