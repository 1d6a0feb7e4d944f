package dev.proofmark.argument.lookup.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.lookup.LeafLayout;
import java.util.Arrays;

/// Rounds of a large layer: 32 chunks, of which only the first `active` are stored; every other one is filler 0/1, whose
/// contribution is a constant. The bits inside a chunk are bound first, by the bulk kernels: chunk by chunk while chunks are
/// large, then all together, interleaved, filler included.
///
/// Child arrays: chunk h has its 0-children at `[2 m h, 2 m h + m)` and its 1-children right behind. They are overwritten.
final class ChunkedLayerRounds extends LayerRounds {
    /// Nodes of all chunks together from which threads pay.
    private static final int PARALLEL_NODES = 1 << 12;
    private static final int INTERLEAVED_SIZE = 16;
    private static final int CHUNKS = 1 << LeafLayout.CHUNK_BITS;

    private final FrArray p;
    private final FrArray q;
    private final int m;
    private final int active;
    private final Fr lambda;
    private final Fr[] chunkWeights;
    private final Fr filler;
    private final FrArray[] suffix;
    private final Workers workers;
    private int size;
    private final Fr[] z;

    /// p0, q0, p1 + lambda q1, q1 over (bits left in the chunk, chunk), once chunks are small.
    private FrArray[] interleaved;
    private FrArray[] interleavedWeights;
    private int interleavedRound;

    ChunkedLayerRounds(FrArray p, FrArray q, int m, int active, Fr[] z, Fr claim, Fr lambda, Workers workers) {
        super(z, claim);
        this.p = p;
        this.q = q;
        this.m = m;
        this.size = m;
        this.active = active;
        this.lambda = lambda;
        this.workers = workers;
        this.z = z;
        int inChunkRounds = z.length - LeafLayout.CHUNK_BITS;
        this.chunkWeights = ScalarLayer.eqTable(Arrays.copyOfRange(z, inChunkRounds, z.length));
        this.suffix = FrVector.suffixEqTables(Arrays.copyOf(z, inChunkRounds));
        Fr rest = Fr.ZERO;
        for (int h = active; h < chunkWeights.length; h++) {
            rest = rest.add(chunkWeights[h]);
        }
        this.filler = rest.multiply(lambda);
        forChunks(h -> FrVector.addScaled(p, base(h) + m, q, base(h) + m, lambda, m));
        if (size <= INTERLEAVED_SIZE) {
            interleave(0);
        }
    }

    private int base(int chunk) {
        return 2 * m * chunk;
    }

    private void forChunks(java.util.function.IntConsumer task) {
        if (size * active < PARALLEL_NODES) {
            for (int h = 0; h < active; h++) {
                task.accept(h);
            }
        } else {
            workers.forRange(active, 1, (from, to) -> {
                for (int h = from; h < to; h++) {
                    task.accept(h);
                }
            });
        }
    }

    @Override
    protected Fr[] evaluate(int round) {
        if (interleaved != null) {
            return FrVector.fractionRound(interleavedWeights[round - interleavedRound + 1], 0, interleaved[0], 0,
                    interleaved[1], 0, interleaved[2], 0, interleaved[3], 0, size);
        }
        Fr[][] parts = new Fr[active][];
        FrArray e = suffix[round + 1];
        forChunks(h -> parts[h] = FrVector.fractionRound(e, 0, p, base(h), q, base(h), p, base(h) + m, q, base(h) + m, size));
        Fr t0 = filler;
        Fr a2 = Fr.ZERO;
        for (int h = 0; h < active; h++) {
            t0 = t0.add(chunkWeights[h].multiply(parts[h][0]));
            a2 = a2.add(chunkWeights[h].multiply(parts[h][1]));
        }
        return new Fr[] {t0, a2};
    }

    @Override
    protected void fold(int round, Fr r) {
        int n = size;
        size /= 2;
        if (interleaved != null) {
            for (FrArray array : interleaved) {
                FrVector.fold(array, 0, n, r, array, 0);
            }
            return;
        }
        forChunks(h -> {
            FrVector.fold(p, base(h), n, r, p, base(h));
            FrVector.fold(q, base(h), n, r, q, base(h));
            FrVector.fold(p, base(h) + m, n, r, p, base(h) + m);
            FrVector.fold(q, base(h) + m, n, r, q, base(h) + m);
        });
        if (size <= INTERLEAVED_SIZE) {
            interleave(round + 1);
        }
    }

    private void interleave(int nextRound) {
        FrArray[] all = new FrArray[4];
        Fr[] fillers = {Fr.ZERO, Fr.ONE, lambda, Fr.ONE};
        for (int i = 0; i < all.length; i++) {
            all[i] = FrArray.zeros(size * CHUNKS);
            if (active < CHUNKS && !fillers[i].isZero()) {
                all[i].fill(0, size * CHUNKS, fillers[i]);
            }
            FrVector.interleave(i % 2 == 0 ? p : q, i < 2 ? 0 : m, 2 * m, active, size, all[i], 0, CHUNKS);
        }
        interleaved = all;
        interleavedWeights = FrVector.suffixEqTables(Arrays.copyOfRange(z, nextRound, z.length));
        interleavedRound = nextRound;
        size *= CHUNKS;
    }

    @Override
    public Fr[] children() {
        Fr p1 = interleaved[2].get(0).subtract(lambda.multiply(interleaved[3].get(0)));
        return new Fr[] {interleaved[0].get(0), p1, interleaved[1].get(0), interleaved[3].get(0)};
    }
}
