package dev.proofmark.argument.lookup.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.lookup.FractionMessages;
import dev.proofmark.argument.lookup.LayerMessages;
import dev.proofmark.argument.lookup.LeafLayout;
import dev.proofmark.argument.lookup.LogUpGkr;
import dev.proofmark.argument.sumcheck.EqSumcheck;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import java.util.List;

/// A copy of `LogUpGkr` that can lack one of the two checks at the root; with both its messages are those of `LogUpGkr`.
public final class WeakLogUp {
    private WeakLogUp() {
    }

    /// @param freeRoot    the sum of all fractions is stated, and may be anything
    /// @param freeInverse the sum's denominator may be zero
    public static LogUpGkr.LeafClaims run(Conversation c, int leafBits, FractionMessages tree, boolean freeRoot, boolean freeInverse) {
        AffineForm q = c.hidden(Label.LOGUP_ROOT, () -> tree.root());
        AffineForm inverse = c.hidden(Label.LOGUP_ROOT_INVERSE, () -> tree.root().isZero() ? Fr.ZERO : tree.root().inverse());
        if (!freeInverse) {
            c.relations().product(q, inverse, AffineForm.constant(Fr.ONE));
        }
        AffineForm p = freeRoot ? c.hidden(Label.LOGUP_ROOT, () -> ((FractionTree) tree).rootNumerator()) : AffineForm.ZERO;
        if (freeRoot && tree instanceof FractionTree prover) {
            prover.numeratorClaim = prover.rootNumerator();
        }
        Point z = Point.EMPTY;
        for (int k = 0; k < leafBits; k++) {
            Fr lambda = c.challenge(Label.LOGUP_LAMBDA).value();
            int chunkBits = Math.min(LeafLayout.CHUNK_BITS, k);
            Point order = z.slice(chunkBits, k).then(z.slice(0, chunkBits));
            LayerMessages rounds = tree.layer(k, order.values(), lambda);
            EqSumcheck.Result result = EqSumcheck.run(c, Label.LOGUP_ROUND, Label.LOGUP_BIND, order, p.plus(q.times(lambda)), rounds);
            AffineForm[] child = new AffineForm[4];
            for (int i = 0; i < 4; i++) {
                int at = i;
                child[i] = c.hidden(Label.LOGUP_LAYER, () -> rounds.children()[at]);
            }
            AffineForm first = c.hidden(Label.LOGUP_LAYER, () -> rounds.children()[0].multiply(rounds.children()[3]));
            c.relations().product(child[0], child[3], first);
            c.relations().product(child[2], child[1].plus(child[3].times(lambda)), result.claim().minus(first));
            Coordinate mu = c.challenge(Label.LOGUP_MU);
            p = child[0].plus(child[1].minus(child[0]).times(mu.value()));
            q = child[2].plus(child[3].minus(child[2]).times(mu.value()));
            tree.join(rounds, mu.value());
            z = result.challenges().slice(k - chunkBits, k).then(new Point(List.of(mu))).then(result.challenges().slice(0, k - chunkBits));
        }
        return new LogUpGkr.LeafClaims(z, p, q);
    }
}
