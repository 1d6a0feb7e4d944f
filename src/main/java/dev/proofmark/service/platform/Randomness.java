package dev.proofmark.service.platform;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/// The one source of fresh random bytes; whatever needs some is given this or bytes from it.
@Component
public final class Randomness {
    private final SecureRandom source = new SecureRandom();

    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        source.nextBytes(bytes);
        return bytes;
    }

    /// The source itself, for a prover that draws its own seed.
    public SecureRandom source() {
        return source;
    }
}
