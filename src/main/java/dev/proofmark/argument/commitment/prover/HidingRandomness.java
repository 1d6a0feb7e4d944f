package dev.proofmark.argument.commitment.prover;

import dev.proofmark.algebra.field.Fr;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The deterministic generator of all pads, blindings, masks and nonces of one proof. Each draw is named by a purpose and
/// may be made once; element i of a draw is HMAC-SHA-512(key, purpose || 0x00 || I2OSP(i, 4)) mod r, 512 bits, so its
/// distance from uniform is below 2^-256.
///
/// **Leaks** nothing; the key must never be stored, logged or used for two proofs.
public final class HidingRandomness {
    private final Mac mac;
    private final Set<String> drawn = new HashSet<>();

    /// @param key at least 32 bytes that no other proof shares
    public HidingRandomness(byte[] key) {
        if (key.length < 32) {
            throw new IllegalArgumentException("key must have at least 32 bytes, got " + key.length);
        }
        try {
            mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /// `count` field elements. **Errors** `IllegalStateException` for a purpose that was drawn before.
    public Fr[] draw(String purpose, int count) {
        if (!drawn.add(purpose)) {
            throw new IllegalStateException("randomness for " + purpose + " was drawn before");
        }
        byte[] name = (purpose + "\0").getBytes(StandardCharsets.UTF_8);
        Fr[] values = new Fr[count];
        for (int i = 0; i < count; i++) {
            mac.update(name);
            mac.update(new byte[] {(byte) (i >>> 24), (byte) (i >>> 16), (byte) (i >>> 8), (byte) i});
            values[i] = Fr.reduce(mac.doFinal());
        }
        return values;
    }

    /// Every purpose drawn so far.
    public Set<String> purposes() {
        return Set.copyOf(drawn);
    }
}
