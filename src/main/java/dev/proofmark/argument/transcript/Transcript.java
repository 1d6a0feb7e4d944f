package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import org.bouncycastle.crypto.digests.KeccakDigest;

/// The Fiat-Shamir transcript: a chain of Keccak-256 states.
///
/// ```
/// absorb    state <- keccak256(0x01 || state || len8(label) || label || len64(data) || data)
/// challenge state <- keccak256(0x02 || state || len8(label) || label), read as an integer mod r
/// ```
///
/// **Soundness** each residue has probability at most 1.14/r. Every public operation is final; what can be overridden is
/// visible in this package alone, so that tests can record or freeze challenges.
public class Transcript {
    private final KeccakDigest keccak = new KeccakDigest(256);
    private final byte[] state = new byte[32];
    private final byte[] length = new byte[8];

    public final void absorb(Label label, byte[] data) {
        absorbing(label);
        keccak.update((byte) 1);
        keccak.update(state, 0, 32);
        label(label);
        for (int i = 0; i < 8; i++) {
            length[i] = (byte) ((long) data.length >>> 56 - 8 * i);
        }
        keccak.update(length, 0, 8);
        keccak.update(data, 0, data.length);
        keccak.doFinal(state, 0);
    }

    public final void absorb(Label label, Fr value) {
        absorb(label, value.encode());
    }

    public final void absorb(Label label, G1 point) {
        absorb(label, point.affineBytes());
    }

    public final Fr challenge(Label label) {
        keccak.update((byte) 2);
        keccak.update(state, 0, 32);
        label(label);
        keccak.doFinal(state, 0);
        return drawn(label, Fr.reduce(state));
    }

    /// Hears every absorbed label.
    void absorbing(Label label) {
    }

    /// What `challenge` answers, given the residue of the state.
    Fr drawn(Label label, Fr residue) {
        return residue;
    }

    /// Iterates the hash on the state, so that a hostile circuit cannot compute it between commitment and challenge.
    public final void grind(int iterations) {
        for (int i = 0; i < iterations; i++) {
            keccak.update(state, 0, 32);
            keccak.doFinal(state, 0);
        }
    }

    private void label(Label label) {
        byte[] bytes = label.bytes();
        keccak.update((byte) bytes.length);
        keccak.update(bytes, 0, bytes.length);
    }
}
