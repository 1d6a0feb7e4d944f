package dev.proofmark.algebra.curve;

import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// A prefix G_0 .. G_{n-1} of the one global sequence of commitment generators, and the blinding generator H.
///
/// G_i = hash_to_curve(DST, "G" || I2OSP(i, 4)) and H = hash_to_curve(DST, "H") with [#DST] (RFC 9380, Shallue-van de
/// Woestijne map), so nobody knows a relation between them: that is what makes the commitments binding. They come from a
/// table that is part of the program; a test derives it. Points are decoded when first asked for and kept, without a lock.
public final class Generators {
    /// Domain separation tag of all generators.
    public static final String DST = "PROOFMARK-V1-BN254G1_XMD:SHA-256_SVDW_RO_";
    /// log2 of [#MAX_COUNT].
    public static final int MAX_BITS = 14;
    /// Largest prefix that can be asked for: the whole table.
    public static final int MAX_COUNT = 1 << MAX_BITS;

    private static final int CHUNK = 256;
    private static final AtomicReferenceArray<G1[]> CHUNKS = new AtomicReferenceArray<>(MAX_COUNT / CHUNK);
    private static final G1 H = G1.decode(HexFormat.of().parseHex(
            "25343f1ad88a6f8e0fc6800bfe7e62bde7a0b26dc0cc3362a9799f8b97af7df4"), 0);

    private final int count;

    private Generators(int count) {
        this.count = count;
    }

    /// The first `count` generators. **Cost** nothing: each 256 cost as many square roots when the first of them is asked for.
    public static Generators upTo(int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("Expected 1 to " + MAX_COUNT + " generators, got " + count);
        }
        return new Generators(count);
    }

    public int count() {
        return count;
    }

    /// Generator G_i.
    public G1 get(int i) {
        Objects.checkIndex(i, count);
        G1[] chunk = CHUNKS.get(i / CHUNK);
        if (chunk == null) {
            chunk = GeneratorTable.points(i / CHUNK * CHUNK, CHUNK);
            CHUNKS.set(i / CHUNK, chunk);
        }
        return chunk[i % CHUNK];
    }

    /// The blinding generator H.
    public G1 h() {
        return H;
    }
}
