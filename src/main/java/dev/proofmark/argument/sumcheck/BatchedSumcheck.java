package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.AffineSum;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import java.util.List;

/// Many sumchecks of different sizes as one: instance j joins when as many rounds are left as it has variables, with
/// weight `rho^j`; before that it contributes nothing.
///
/// **Transcript** the batching challenge rho, then per round hidden X^0, X^2 and, while some joined instance is on a
/// cubic variable, X^3; then the round's challenge. **Soundness** error (instances + 3 * rounds)/r. The caller must still
/// check `claim = sum_j rho^j * value_j` where value_j is instance j's summand at its last `variables` challenges.
public final class BatchedSumcheck {
    private BatchedSumcheck() {
    }

    /// @param weights rho^j for every instance
    public record Result(Point challenges, Fr[] weights, AffineForm claim) {
        /// The point at which an instance's summand is left to be evaluated.
        public Point point(BatchInstance instance) {
            return challenges.last(instance.variables());
        }
    }

    /// @param provers one per instance, or null on the verifier's side
    public static Result run(Conversation c, List<BatchInstance> instances, List<? extends BatchRounds> provers) {
        Fr rho = c.challenge(Label.BATCH).value();
        Fr[] weights = new Fr[instances.size()];
        Fr power = Fr.ONE;
        int rounds = 0;
        for (int j = 0; j < weights.length; j++) {
            weights[j] = power;
            power = power.multiply(rho);
            rounds = Math.max(rounds, instances.get(j).variables());
        }
        Coordinate[] challenges = new Coordinate[rounds];
        AffineForm running = joining(AffineForm.ZERO, instances, weights, rounds);
        for (int round = 0; round < rounds; round++) {
            int left = rounds - round;
            Fr[] message = provers == null ? null : message(instances, provers, weights, left);
            AffineForm t0 = c.hidden(Label.BATCH_ROUND, () -> message[0]);
            AffineForm t2 = c.hidden(Label.BATCH_ROUND, () -> message[1]);
            AffineForm t3 = cubic(instances, left) ? c.hidden(Label.BATCH_ROUND, () -> message[2]) : AffineForm.ZERO;
            challenges[round] = c.challenge(Label.BATCH_BIND);
            Fr r = challenges[round].value();
            AffineForm t1 = running.minus(t0).minus(t0).minus(t2).minus(t3);
            Fr square = r.square();
            running = t0.plus(t1.times(r)).plus(t2.times(square)).plus(t3.times(square.multiply(r)));
            if (provers != null) {
                for (int j = 0; j < provers.size(); j++) {
                    if (instances.get(j).variables() >= left) {
                        provers.get(j).bind(r);
                    }
                }
            }
            running = joining(running, instances, weights, left - 1);
        }
        return new Result(new Point(List.of(challenges)), weights, running);
    }

    private static AffineForm joining(AffineForm running, List<BatchInstance> instances, Fr[] weights, int left) {
        AffineSum sum = new AffineSum();
        sum.add(running);
        for (int j = 0; j < weights.length; j++) {
            if (instances.get(j).variables() == left) {
                sum.add(instances.get(j).claim(), weights[j]);
            }
        }
        return sum.total();
    }

    private static boolean cubic(List<BatchInstance> instances, int left) {
        for (BatchInstance instance : instances) {
            if (instance.variables() >= left && instance.variables() - left < instance.cubicVariables()) {
                return true;
            }
        }
        return false;
    }

    private static Fr[] message(List<BatchInstance> instances, List<? extends BatchRounds> provers, Fr[] weights, int left) {
        Fr[] sum = {Fr.ZERO, Fr.ZERO, Fr.ZERO};
        for (int j = 0; j < weights.length; j++) {
            if (instances.get(j).variables() >= left) {
                Fr[] part = provers.get(j).next();
                for (int d = 0; d < 3; d++) {
                    sum[d] = sum[d].add(weights[j].multiply(part[d]));
                }
            }
        }
        return sum;
    }
}
