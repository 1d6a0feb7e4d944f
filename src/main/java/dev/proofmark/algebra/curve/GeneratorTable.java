package dev.proofmark.algebra.curve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The shipped table of generators: G_0, G_1, .. in wire form, 32 bytes each. Read when first asked for.
///
/// A generator whose discrete logarithm someone knows would break every commitment, so the file is believed only when its
/// SHA-256 is the one that stands here. Anyone can derive the table again from [Generators#DST]; a test does.
///
/// **Errors** `IllegalStateException` for a file that is missing or is another one: nothing can be verified then.
final class GeneratorTable {
    static final String RESOURCE = "generators.bin";
    static final String SHA_256 = "d4b8866ed942052bc7be937fc22e052d1f888ce809bc5e9d67ed95096393eae3";

    private GeneratorTable() {}

    private static final class Content {
        static final byte[] BYTES = checked(read());
    }

    /// The generators `from <= i < from + count`.
    ///
    /// **Cost**: a square root each.
    static G1[] points(int from, int count) {
        return G1.decodeAll(Content.BYTES, from * G1.ENCODED_BYTES, count);
    }

    private static byte[] read() {
        try (InputStream in = GeneratorTable.class.getResourceAsStream(RESOURCE)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the table of generators cannot be read", e);
        }
    }

    /// The bytes, if they are the table.
    static byte[] checked(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            if (!MessageDigest.isEqual(digest, HexFormat.of().parseHex(SHA_256))) {
                throw new IllegalStateException("Expected a table of generators with SHA-256 " + SHA_256 + ", got "
                        + bytes.length + " bytes with " + HexFormat.of().formatHex(digest) + ": install the program again");
            }
            return bytes;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
