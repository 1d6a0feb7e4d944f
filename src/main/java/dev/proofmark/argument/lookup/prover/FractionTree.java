package dev.proofmark.argument.lookup.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.lookup.FractionMessages;
import dev.proofmark.argument.lookup.LayerMessages;
import dev.proofmark.argument.lookup.LeafLayout;

/// The prover's tree of fraction additions over 2^n leaves. Layer k has 2^k nodes in 32 chunks (fewer for k < 5); only
/// chunks with leaves that are not filler are stored. Large layers are bulk arrays, those below 16 nodes a chunk plain ones.
/// The layers are used up from the root down.
///
/// **Cost** 3 products per leaf to build, about 9 to prove. **Memory** 160 bytes per stored leaf.
public final class FractionTree implements FractionMessages {
    private static final int SMALL_IN_CHUNK_BITS = 4;

    private final int leafBits;
    private final int active;
    private final Workers workers;
    private final FrArray[] p;
    private final FrArray[] q;
    private final Fr[][] smallP;
    private final Fr[][] smallQ;
    /// What the walk claims of the numerators at the current point; zero at the root.
    Fr numeratorClaim = Fr.ZERO;
    private Fr denominatorClaim;

    /// Number of leaves that must be stored for a layout: whole chunks.
    public static int storedLeaves(LeafLayout layout) {
        int chunk = Math.max(1, layout.leaves() >> LeafLayout.CHUNK_BITS);
        return (layout.used() + chunk - 1) / chunk * chunk;
    }

    /// @param numerators   of the stored leaves; overwritten. Likewise `denominators`
    public FractionTree(int leafBits, FrArray numerators, FrArray denominators, Workers workers) {
        this.leafBits = leafBits;
        this.workers = workers;
        this.p = new FrArray[leafBits + 1];
        this.q = new FrArray[leafBits + 1];
        this.smallP = new Fr[leafBits + 1][];
        this.smallQ = new Fr[leafBits + 1][];
        int chunk = Math.max(1, 1 << leafBits >> LeafLayout.CHUNK_BITS);
        this.active = numerators.length() / chunk;
        if (isSmall(leafBits)) {
            smallP[leafBits] = filled(numerators, Fr.ZERO, 1 << leafBits);
            smallQ[leafBits] = filled(denominators, Fr.ONE, 1 << leafBits);
        } else {
            p[leafBits] = numerators;
            q[leafBits] = denominators;
        }
        for (int k = leafBits - 1; k >= 0; k--) {
            build(k);
        }
        this.denominatorClaim = smallQ[0][0];
    }

    private static boolean isSmall(int k) {
        return k < LeafLayout.CHUNK_BITS + SMALL_IN_CHUNK_BITS;
    }

    private static Fr[] filled(FrArray stored, Fr filler, int size) {
        Fr[] all = new Fr[size];
        for (int i = 0; i < size; i++) {
            all[i] = i < stored.length() ? stored.get(i) : filler;
        }
        return all;
    }

    /// Denominator of the whole sum; its numerator is zero if and only if the fractions cancel.
    @Override
    public Fr root() {
        return smallQ[0][0];
    }

    /// Numerator of the whole sum, for the prover's own check.
    public Fr rootNumerator() {
        return smallP[0][0];
    }

    private void build(int k) {
        if (!isSmall(k + 1) && !isSmall(k)) {
            int m = 1 << k - LeafLayout.CHUNK_BITS;
            p[k] = FrArray.zeros(active * m);
            q[k] = FrArray.zeros(active * m);
            workers.forRange(active, 1, (from, to) -> {
                for (int h = from; h < to; h++) {
                    FrVector.fractionLayer(p[k + 1], q[k + 1], 2 * m * h, 2 * m, p[k], q[k], m * h);
                }
            });
            return;
        }
        Fr[] cp = isSmall(k + 1) ? smallP[k + 1] : filled(p[k + 1], Fr.ZERO, 2 << k);
        Fr[] cq = isSmall(k + 1) ? smallQ[k + 1] : filled(q[k + 1], Fr.ONE, 2 << k);
        smallP[k] = new Fr[1 << k];
        smallQ[k] = new Fr[1 << k];
        for (int x = 0; x < 1 << k; x++) {
            int low = child(k, x, 0);
            int high = child(k, x, 1);
            smallP[k][x] = cp[low].multiply(cq[high]).add(cp[high].multiply(cq[low]));
            smallQ[k][x] = cq[low].multiply(cq[high]);
        }
    }

    /// Index in layer k+1 of a child of node x of layer k: the child bit stands just after the chunk bits.
    private static int child(int k, int x, int bit) {
        int inChunkBits = k - Math.min(LeafLayout.CHUNK_BITS, k);
        int inChunk = x & (1 << inChunkBits) - 1;
        return ((x >> inChunkBits) << 1 | bit) << inChunkBits | inChunk;
    }

    @Override
    public LayerRounds layer(int k, Fr[] z, Fr lambda) {
        Fr claim = numeratorClaim.add(lambda.multiply(denominatorClaim));
        if (!isSmall(k + 1)) {
            LayerRounds rounds = new ChunkedLayerRounds(p[k + 1], q[k + 1], 1 << k - LeafLayout.CHUNK_BITS, active, z, claim,
                    lambda, workers);
            p[k + 1] = null;
            q[k + 1] = null;
            return rounds;
        }
        int size = 1 << k;
        int chunkBits = Math.min(LeafLayout.CHUNK_BITS, k);
        int inChunkBits = k - chunkBits;
        Fr[][] children = new Fr[4][size];
        for (int x = 0; x < size; x++) {
            int low = child(k, x, 0);
            int high = child(k, x, 1);
            int bound = (x & (1 << inChunkBits) - 1) << chunkBits | x >> inChunkBits;
            children[0][bound] = smallP[k + 1][low];
            children[1][bound] = smallQ[k + 1][low];
            children[2][bound] = smallP[k + 1][high].add(lambda.multiply(smallQ[k + 1][high]));
            children[3][bound] = smallQ[k + 1][high];
        }
        ScalarLayer layer = new ScalarLayer(children[0], children[1], children[2], children[3], z);
        return new ScalarLayerRounds(layer, z, claim, lambda);
    }

    @Override
    public void join(LayerMessages layer, Fr mu) {
        Fr[] c = layer.children();
        numeratorClaim = c[0].add(mu.multiply(c[1].subtract(c[0])));
        denominatorClaim = c[2].add(mu.multiply(c[3].subtract(c[2])));
    }
}
