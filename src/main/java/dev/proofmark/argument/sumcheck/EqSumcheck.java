package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;

/// Sumcheck of `sum_x eq(z, x) h(x) = claim`, h of degree 2 in each variable, in normalised form: the running claim
/// leaves out the eq factors of bound variables, so `c_i = c_(i-1) + a1 (r - z) + a2 (r^2 - z)` and nothing is logged.
///
/// **Transcript** per variable hidden a1, hidden a2, challenge. **Soundness** error 2/r per variable; the caller must
/// still check `h(r) = claim` of the result. **Reference** Gruen, Some improvements for the PIOP for ZeroCheck.
public final class EqSumcheck {
    private EqSumcheck() {
    }

    /// The challenges in binding order and what is left to be shown of `h` there.
    public record Result(Point challenges, AffineForm claim) {
    }

    /// @param z the eq point in binding order
    public static Result run(Conversation c, Label round, Label bind, Point z, AffineForm claim, EqMessages messages) {
        Coordinate[] challenges = new Coordinate[z.size()];
        AffineForm running = claim;
        for (int i = 0; i < challenges.length; i++) {
            Fr[] message = messages.next();
            AffineForm a1 = c.hidden(round, () -> message[0]);
            AffineForm a2 = c.hidden(round, () -> message[1]);
            challenges[i] = c.challenge(bind);
            Fr r = challenges[i].value();
            running = running.plus(a1.times(r.subtract(z.value(i)))).plus(a2.times(r.square().subtract(z.value(i))));
            messages.bind(r, z.value(i));
        }
        return new Result(new Point(java.util.List.of(challenges)), running);
    }
}
