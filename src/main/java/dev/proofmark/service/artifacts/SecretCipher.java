package dev.proofmark.service.artifacts;

import dev.proofmark.service.platform.Randomness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals bytes at rest: AES-256-GCM in segments, under a key of its own for every sealed value.
///
/// **Shape.** `magic(4) || salt(32) || segment...`, a segment being up to 1 MiB of plaintext with its 16-byte tag. The
/// value's key is HKDF-SHA-256(at-rest key, salt); segment k has the nonce `0(3) || last(1) || k(8)`, so a segment cannot be
/// moved, repeated or dropped, and the last one is marked. The empty value has one empty segment.
/// **Soundness.** Any changed, missing or added byte is refused with `SealBrokenException`.
/// **Leaks** the length.
public final class SecretCipher {
    private static final byte[] MAGIC = "PMS1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INFO = "proofmark sealed artefact v1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 32;
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int TAG_BYTES = 16;
    private static final int HEADER_BYTES = MAGIC.length + SALT_BYTES;

    private final AtRestKey key;
    private final Randomness randomness;

    public SecretCipher(AtRestKey key, Randomness randomness) {
        this.key = key;
        this.randomness = randomness;
    }

    public byte[] seal(byte[] plain) {
        int segments = Math.max(1, Math.ceilDiv(plain.length, SEGMENT_BYTES));
        byte[] sealed = new byte[Math.addExact(HEADER_BYTES + segments * TAG_BYTES, plain.length)];
        byte[] salt = randomness.bytes(SALT_BYTES);
        ByteBuffer.wrap(sealed).put(MAGIC).put(salt);
        try {
            SecretKey valueKey = valueKey(salt);
            int to = HEADER_BYTES;
            for (int k = 0; k < segments; k++) {
                int from = k * SEGMENT_BYTES;
                int length = Math.min(SEGMENT_BYTES, plain.length - from);
                to += cipher(Cipher.ENCRYPT_MODE, valueKey, k, k == segments - 1).doFinal(plain, from, length, sealed, to);
            }
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks AES-GCM or HKDF", e);
        }
    }

    public byte[] open(byte[] sealed) {
        int body = sealed.length - HEADER_BYTES;
        if (body < TAG_BYTES || !Arrays.equals(MAGIC, 0, MAGIC.length, sealed, 0, MAGIC.length)) {
            throw new SealBrokenException("not a sealed value");
        }
        int segments = Math.max(1, Math.ceilDiv(body, SEGMENT_BYTES + TAG_BYTES));
        if (body < segments * TAG_BYTES) {
            throw new SealBrokenException("a sealed value ends inside a segment");
        }
        byte[] plain = new byte[body - segments * TAG_BYTES];
        try {
            SecretKey valueKey = valueKey(Arrays.copyOfRange(sealed, MAGIC.length, HEADER_BYTES));
            int to = 0;
            for (int k = 0; k < segments; k++) {
                int from = HEADER_BYTES + k * (SEGMENT_BYTES + TAG_BYTES);
                int length = Math.min(SEGMENT_BYTES + TAG_BYTES, sealed.length - from);
                to += cipher(Cipher.DECRYPT_MODE, valueKey, k, k == segments - 1).doFinal(sealed, from, length, plain, to);
            }
            return plain;
        } catch (GeneralSecurityException e) {
            throw new SealBrokenException("a sealed value was changed or belongs to another key");
        }
    }

    private SecretKey valueKey(byte[] salt) throws GeneralSecurityException {
        HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                .addIKM(key.secret())
                .addSalt(salt)
                .thenExpand(INFO, 32);
        return new SecretKeySpec(KDF.getInstance("HKDF-SHA256").deriveData(parameters), "AES");
    }

    private static Cipher cipher(int mode, SecretKey key, long segment, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12).put(3, (byte) (last ? 1 : 0)).putLong(4, segment).array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        return cipher;
    }
}
