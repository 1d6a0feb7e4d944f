package dev.proofmark.service.engine;

import java.util.Arrays;

/// A proof somewhere, of a known length. It is read into memory only once its key is known to allow one of that length.
public interface ProofSource {
    long length();

    /// Its first bytes, at most so many.
    byte[] head(int most);

    /// All its bytes.
    byte[] read();

    static ProofSource of(byte[] proof) {
        return new ProofSource() {
            @Override
            public long length() {
                return proof.length;
            }

            @Override
            public byte[] head(int most) {
                return Arrays.copyOf(proof, Math.min(most, proof.length));
            }

            @Override
            public byte[] read() {
                return proof;
            }
        };
    }
}
