package dev.proofmark.service.engine;

/// A proof somewhere, of a known length. It is read into memory only once its key is known to allow one of that length.
public interface ProofSource {
    long length();

    /// All its bytes.
    byte[] read();

    static ProofSource of(byte[] proof) {
        return new ProofSource() {
            @Override
            public long length() {
                return proof.length;
            }

            @Override
            public byte[] read() {
                return proof;
            }
        };
    }
}
