package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import java.util.Arrays;

/// Hash to BN254 G1: a point whose discrete logarithm to any other such point nobody knows.
///
/// The random-oracle construction of RFC 9380, section 3: two field elements of 48 uniform bytes each from
/// expand_message_xmd with SHA-256, each mapped by the Shallue-van de Woestijne map ([SvdwMap]), and added. The curve
/// has cofactor 1, so nothing is cleared. No suite is registered for this curve; the identifier used here is
/// BN254G1_XMD:SHA-256_SVDW_RO_, and the package's tests hold vectors.
public final class HashToCurve {
    private static final int ELEMENT_BYTES = 48;

    private HashToCurve() {}

    /// The point of `message` under the domain separation tag `dst`. Not constant in time: for public messages.
    ///
    /// **Requires**: a nonempty `dst`; one longer than 255 bytes is hashed first, as the RFC says.
    public static G1 hash(byte[] dst, byte[] message) {
        Fp[] u = hashToField(dst, message);
        return SvdwMap.map(u[0]).add(SvdwMap.map(u[1]));
    }

    static Fp[] hashToField(byte[] dst, byte[] message) {
        byte[] uniform = ExpandMessage.expand(dst, message, 2 * ELEMENT_BYTES);
        return new Fp[] {
            Fp.reduce(Arrays.copyOfRange(uniform, 0, ELEMENT_BYTES)),
            Fp.reduce(Arrays.copyOfRange(uniform, ELEMENT_BYTES, 2 * ELEMENT_BYTES))
        };
    }
}
