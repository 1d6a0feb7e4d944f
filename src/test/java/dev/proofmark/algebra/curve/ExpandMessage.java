package dev.proofmark.algebra.curve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// expand_message_xmd with SHA-256: any number of uniform bytes from a message and a domain separation tag.
///
/// **Reference**: RFC 9380, sections 5.3.1 and 5.3.3.
final class ExpandMessage {
    private static final int DIGEST_BYTES = 32;
    private static final int BLOCK_BYTES = 64;
    private static final int MAX_TAG_BYTES = 255;
    private static final byte[] OVERSIZE = "H2C-OVERSIZE-DST-".getBytes(StandardCharsets.US_ASCII);

    private ExpandMessage() {}

    /// **Requires**: a nonempty tag; 1 <= length <= 255 * 32.
    static byte[] expand(byte[] tag, byte[] message, int length) {
        int blocks = (length + DIGEST_BYTES - 1) / DIGEST_BYTES;
        if (length < 1 || blocks > 255) {
            throw new IllegalArgumentException("Expected 1 to " + 255 * DIGEST_BYTES + " bytes, got " + length);
        }
        MessageDigest sha = sha256();
        byte[] tagPrime = suffixed(shortened(sha, tag));
        sha.update(new byte[BLOCK_BYTES]);
        sha.update(message);
        sha.update(new byte[] {(byte) (length >>> 8), (byte) length, 0});
        byte[] b0 = sha.digest(tagPrime);

        byte[] out = new byte[length];
        byte[] chained = new byte[DIGEST_BYTES];
        for (int i = 1; i <= blocks; i++) {
            for (int j = 0; j < DIGEST_BYTES; j++) {
                chained[j] ^= b0[j];
            }
            sha.update(chained);
            sha.update((byte) i);
            chained = sha.digest(tagPrime);
            int from = (i - 1) * DIGEST_BYTES;
            System.arraycopy(chained, 0, out, from, Math.min(DIGEST_BYTES, length - from));
        }
        return out;
    }

    private static byte[] shortened(MessageDigest sha, byte[] tag) {
        if (tag.length == 0) {
            throw new IllegalArgumentException("Expected a nonempty domain separation tag");
        }
        if (tag.length <= MAX_TAG_BYTES) {
            return tag;
        }
        sha.update(OVERSIZE);
        return sha.digest(tag);
    }

    private static byte[] suffixed(byte[] tag) {
        byte[] out = new byte[tag.length + 1];
        System.arraycopy(tag, 0, out, 0, tag.length);
        out[tag.length] = (byte) tag.length;
        return out;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
