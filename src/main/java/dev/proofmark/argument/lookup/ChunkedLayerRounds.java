package dev.proofmark.argument.lookup;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import java.util.Arrays;

/// Rounds of a large layer: 32 chunks, of which only the first `active` are stored; every other one is filler 0/1, whose
/// contribution is a constant. The bits inside a chunk are bound first, by the bulk kernels, chunk by chunk.
///
/// Child arrays: chunk h has its 0-children at `[2 m h, 2 m h + m)` and its 1-children right behind. They are overwritten.
final class ChunkedLayerRounds extends LayerRounds {
    private static final int PARALLEL_SIZE = 1 << 10;

    private final FrArray p;
    private final FrArray q;
    private final int m;
    private final int active;
    private final Fr lambda;
    private final Fr[] chunkPoint;
    private final Fr[] chunkWeights;
    private final Fr filler;
    private final FrArray[] suffix;
    private final Workers workers;
    private int size;
    private ScalarLayer chunks;
    private int inChunkRounds;

    ChunkedLayerRounds(FrArray p, FrArray q, int m, int active, Fr[] z, Fr claim, Fr lambda, Workers workers) {
        super(z, claim);
        this.p = p;
        this.q = q;
        this.m = m;
        this.size = m;
        this.active = active;
        this.lambda = lambda;
        this.workers = workers;
        this.inChunkRounds = z.length - LeafLayout.CHUNK_BITS;
        this.chunkPoint = Arrays.copyOfRange(z, inChunkRounds, z.length);
        this.chunkWeights = ScalarLayer.eqTable(chunkPoint);
        this.suffix = FrVector.suffixEqTables(Arrays.copyOf(z, inChunkRounds));
        Fr rest = Fr.ZERO;
        for (int h = active; h < chunkWeights.length; h++) {
            rest = rest.add(chunkWeights[h]);
        }
        this.filler = rest.multiply(lambda);
        forChunks(h -> FrVector.addScaled(p, base(h) + m, q, base(h) + m, lambda, m));
    }

    private int base(int chunk) {
        return 2 * m * chunk;
    }

    private void forChunks(java.util.function.IntConsumer task) {
        if (size < PARALLEL_SIZE) {
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
        if (chunks != null) {
            return chunks.evaluate(round - inChunkRounds);
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
        if (chunks != null) {
            chunks.fold(r);
            return;
        }
        int n = size;
        forChunks(h -> {
            FrVector.fold(p, base(h), n, r, p, base(h));
            FrVector.fold(q, base(h), n, r, q, base(h));
            FrVector.fold(p, base(h) + m, n, r, p, base(h) + m);
            FrVector.fold(q, base(h) + m, n, r, q, base(h) + m);
        });
        size /= 2;
        if (size == 1) {
            chunks = gather();
        }
    }

    private ScalarLayer gather() {
        int all = 1 << LeafLayout.CHUNK_BITS;
        Fr[] p0 = new Fr[all];
        Fr[] q0 = new Fr[all];
        Fr[] p1 = new Fr[all];
        Fr[] q1 = new Fr[all];
        for (int h = 0; h < all; h++) {
            boolean stored = h < active;
            p0[h] = stored ? p.get(base(h)) : Fr.ZERO;
            q0[h] = stored ? q.get(base(h)) : Fr.ONE;
            p1[h] = stored ? p.get(base(h) + m) : lambda;
            q1[h] = stored ? q.get(base(h) + m) : Fr.ONE;
        }
        return new ScalarLayer(p0, q0, p1, q1, chunkPoint);
    }

    @Override
    Fr[] children() {
        return chunks.children(lambda);
    }
}
