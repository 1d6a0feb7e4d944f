package dev.proofmark.argument.commitment;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.sumcheck.ProductListArgument;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import java.util.List;

/// The closing proof: discharges all linear relations, all claims on committed matrices and the one product that is
/// left, with one opening.
///
/// **Transcript** gamma; row and column rounds (hidden X^0, X^2 under the final pads); Com(d), Com(d_f), t, K_b, K_d,
/// K_a; e; z, z_f, their blindings, five scalars of the product proof; delta.
/// **Soundness** the verifier must still check `OpeningChecks` against the commitments. delta is drawn after the last
/// response: no coefficient that joins two group equations is known before.
/// **Cost** prover: 8 products per cell of the merged vectors, one row commitment of random scalars.
public final class Opening {
    private Opening() {
    }

    /// @param pads    number of pads of the pad matrix
    /// @param product commitments to A, B, D in this order, already absorbed
    public static OpeningChecks run(Conversation c, int columnBits, int pads, List<CommittedClaim> claims,
            ProductListArgument.Result forms, G1[] product, OpeningMessages messages) {
        Fr gamma = c.challenge(Label.GAMMA).value();
        OpeningProblem problem = new OpeningProblem(columnBits, pads, c.relations().linear(), claims, forms, gamma);
        int rounds = problem.vectorBits + columnBits;
        messages.start(problem);
        Coordinate[] bound = new Coordinate[rounds];
        AffineForm running = AffineForm.constant(problem.constant);
        for (int i = 0; i < rounds; i++) {
            Fr[] message = messages.round();
            AffineForm t0 = c.finalHidden(Label.OPENING_ROUND, () -> message[0]);
            AffineForm t2 = c.finalHidden(Label.OPENING_ROUND, () -> message[1]);
            bound[i] = c.challenge(Label.OPENING_BIND);
            Fr r = bound[i].value();
            AffineForm t1 = running.minus(t0).minus(t0).minus(t2);
            running = t0.plus(t1.times(r)).plus(t2.times(r.square()));
            messages.bind(r);
        }
        Point rho = new Point(List.of(bound));
        OpeningChecks.Weights weights = new OpeningChecks.Weights(problem, rho.slice(0, problem.vectorBits).values(),
                rho.slice(problem.vectorBits, rounds).values());
        int finalPads = c.finalPadsUsed();
        messages.mask(weights, running, finalPads);
        OpeningChecks.First first = OpeningChecks.First.exchange(c, messages);
        Fr e = c.challenge(Label.EQUATION).value();
        OpeningChecks.Responses responses = OpeningChecks.Responses.exchange(c, 1 << columnBits, finalPads, e, messages);
        Fr delta = c.challenge(Label.DELTA).value();
        return new OpeningChecks(weights, running, product, first, responses, e, delta);
    }
}
