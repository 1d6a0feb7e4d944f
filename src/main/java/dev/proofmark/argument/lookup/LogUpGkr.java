package dev.proofmark.argument.lookup;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.sumcheck.EqSumcheck;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Proves that 2^n fractions p/q sum to zero, by a binary tree of fraction additions and one sumcheck per layer.
///
/// **Transcript** hidden q and 1/q of the root; per layer lambda, the rounds, five hidden messages, mu. **Soundness** the
/// caller must still check the leaf claims of the result, and that the sum of fractions being zero implies the lookups
/// (alpha, beta drawn after all commitments). **Reference** Papini and Haboeck, LogUp-GKR.
public final class LogUpGkr {
    private LogUpGkr() {
    }

    /// Claims on the multilinear extensions of the leaves' numerators and denominators at one point.
    public record LeafClaims(Point point, AffineForm numerator, AffineForm denominator) {
    }

    /// @param layers hears the number of every layer before it is proven
    public static LeafClaims run(Conversation c, int leafBits, FractionMessages tree, IntConsumer layers) {
        AffineForm root = c.hidden(Label.LOGUP_ROOT, () -> tree.root());
        AffineForm inverse = c.hidden(Label.LOGUP_ROOT_INVERSE, () -> tree.root().inverse());
        c.relations().product(root, inverse, AffineForm.constant(Fr.ONE));
        AffineForm p = AffineForm.ZERO;
        AffineForm q = root;
        Point z = Point.EMPTY;
        for (int k = 0; k < leafBits; k++) {
            layers.accept(k);
            Fr lambda = c.challenge(Label.LOGUP_LAMBDA).value();
            int chunkBits = Math.min(LeafLayout.CHUNK_BITS, k);
            Point order = z.slice(chunkBits, k).then(z.slice(0, chunkBits));
            LayerMessages layer = tree.layer(k, order.values(), lambda);
            EqSumcheck.Result result = EqSumcheck.run(c, Label.LOGUP_ROUND, Label.LOGUP_BIND, order,
                    p.plus(q.times(lambda)), layer);
            Supplier<Fr[]> children = layer::children;
            AffineForm p0 = c.hidden(Label.LOGUP_LAYER, () -> children.get()[0]);
            AffineForm p1 = c.hidden(Label.LOGUP_LAYER, () -> children.get()[1]);
            AffineForm q0 = c.hidden(Label.LOGUP_LAYER, () -> children.get()[2]);
            AffineForm q1 = c.hidden(Label.LOGUP_LAYER, () -> children.get()[3]);
            AffineForm first = c.hidden(Label.LOGUP_LAYER, () -> children.get()[0].multiply(children.get()[3]));
            c.relations().product(p0, q1, first);
            c.relations().product(q0, p1.plus(q1.times(lambda)), result.claim().minus(first));
            Coordinate mu = c.challenge(Label.LOGUP_MU);
            p = p0.plus(p1.minus(p0).times(mu.value()));
            q = q0.plus(q1.minus(q0).times(mu.value()));
            tree.join(layer, mu.value());
            Point inChunk = result.challenges().slice(0, k - chunkBits);
            Point chunk = result.challenges().slice(k - chunkBits, k);
            z = chunk.then(new Point(java.util.List.of(mu))).then(inChunk);
        }
        return new LeafClaims(z, p, q);
    }
}
