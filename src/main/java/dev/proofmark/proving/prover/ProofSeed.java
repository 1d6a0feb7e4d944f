package dev.proofmark.proving.prover;

import dev.proofmark.argument.commitment.prover.HidingRandomness;
import dev.proofmark.proving.witness.IntegerTensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Derives the key of one proof's randomness from fresh entropy and everything that the proof depends on, so that not even
/// a repeated entropy (restored snapshot, forked process) makes two different proofs share a mask.
final class ProofSeed {
    private final MessageDigest digest;

    /// What is proven: part of every transcript, so part of every seed.
    enum Purpose {
        REGISTRATION,
        PRIVATE_INPUTS,
        PUBLIC_INPUTS
    }

    /// @param entropy 32 fresh bytes from a secure source
    ProofSeed(Purpose purpose, byte[] entropy, byte[] keyDigest, byte[] context) {
        if (entropy.length < 32) {
            throw new IllegalArgumentException("entropy must have at least 32 bytes, got " + entropy.length);
        }
        try {
            digest = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        field("proofmark/proof-randomness/1".getBytes(StandardCharsets.US_ASCII));
        field(purpose.name().getBytes(StandardCharsets.US_ASCII));
        field(entropy);
        field(keyDigest);
        field(context);
    }

    private void field(byte[] bytes) {
        digest.update(ByteBuffer.allocate(8).putLong(bytes.length).array());
        digest.update(bytes);
    }

    void values(int id, IntegerTensor tensor) {
        int width = tensor.isNarrow() ? Integer.BYTES : Long.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(5 + width * tensor.length()).putInt(id).put((byte) width);
        if (tensor.isNarrow()) {
            bytes.asIntBuffer().put(tensor.ints());
        } else {
            bytes.asLongBuffer().put(tensor.longs());
        }
        field(bytes.array());
    }

    void weights(byte[] digest) {
        field(digest);
    }

    HidingRandomness randomness() {
        return new HidingRandomness(digest.digest());
    }
}
