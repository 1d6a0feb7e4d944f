package dev.proofmark.algebra.curve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A prefix G_0 .. G_{n-1} of the one global sequence of commitment generators, and the blinding generator H.
///
/// G_i = hash_to_curve(DST, "G" || I2OSP(i, 4)) and H = hash_to_curve(DST, "H") with [#DST], so nobody knows a
/// relation between them: that is what makes the commitments binding. The sequence is the same for every circuit and
/// every process; points are made once per process and kept, the first of them also on disk ([GeneratorCache]).
public final class Generators {
    /// Domain separation tag of all generators.
    public static final String DST = "PROOFMARK-V1-BN254G1_XMD:SHA-256_SVDW_RO_";
    /// Largest prefix that can be asked for.
    public static final int MAX_COUNT = 1 << 20;

    static final int CHUNK = 256;

    private static final byte[] DST_BYTES = DST.getBytes(StandardCharsets.US_ASCII);
    private static final List<G1[]> CHUNKS = new ArrayList<>();

    private final G1[][] chunks;
    private final int count;

    private Generators(G1[][] chunks, int count) {
        this.chunks = chunks;
        this.count = count;
    }

    /// The first `count` generators.
    ///
    /// **Cost**: one hash to the curve for every generator that neither this process nor the cache has.
    public static Generators upTo(int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("Expected 1 to " + MAX_COUNT + " generators, got " + count);
        }
        int needed = (count + CHUNK - 1) / CHUNK;
        synchronized (CHUNKS) {
            while (CHUNKS.size() < needed) {
                CHUNKS.add(GeneratorCache.chunk(CHUNKS.size()));
            }
            return new Generators(CHUNKS.subList(0, needed).toArray(new G1[0][]), count);
        }
    }

    public int count() {
        return count;
    }

    /// Generator G_i.
    public G1 get(int i) {
        Objects.checkIndex(i, count);
        return chunks[i / CHUNK][i % CHUNK];
    }

    /// The blinding generator H.
    public G1 h() {
        return Blinding.H;
    }

    static G1[] hashChunk(int chunk) {
        G1[] out = new G1[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            out[i] = hash(chunk * CHUNK + i);
        }
        return out;
    }

    static G1 hash(int i) {
        return HashToCurve.hash(
                DST_BYTES, new byte[] {'G', (byte) (i >>> 24), (byte) (i >>> 16), (byte) (i >>> 8), (byte) i});
    }

    private static final class Blinding {
        static final G1 H = HashToCurve.hash(DST_BYTES, new byte[] {'H'});
    }
}
