package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.AffineSum;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import java.util.ArrayList;
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

    /// @param rounds one per instance
    public static Result run(Conversation c, List<BatchInstance> instances, List<? extends BatchRounds> rounds) {
        Fr rho = c.challenge(Label.BATCH).value();
        Fr[] weights = new Fr[instances.size()];
        Fr power = Fr.ONE;
        int count = 0;
        for (int j = 0; j < weights.length; j++) {
            weights[j] = power;
            power = power.multiply(rho);
            count = Math.max(count, instances.get(j).variables());
        }
        Coordinate[] challenges = new Coordinate[count];
        AffineForm running = joining(AffineForm.ZERO, instances, weights, count);
        for (int round = 0; round < count; round++) {
            int left = count - round;
            List<Joined> joined = joined(instances, rounds, weights, left);
            AffineForm t0 = c.hidden(Label.BATCH_ROUND, () -> sum(joined, 0));
            AffineForm t2 = c.hidden(Label.BATCH_ROUND, () -> sum(joined, 1));
            AffineForm t3 = cubic(instances, left) ? c.hidden(Label.BATCH_ROUND, () -> sum(joined, 2)) : AffineForm.ZERO;
            challenges[round] = c.challenge(Label.BATCH_BIND);
            Fr r = challenges[round].value();
            AffineForm t1 = running.minus(t0).minus(t0).minus(t2).minus(t3);
            Fr square = r.square();
            running = t0.plus(t1.times(r)).plus(t2.times(square)).plus(t3.times(square.multiply(r)));
            joined.forEach(instance -> instance.rounds().bind(r));
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

    /// An instance that takes part in a round, and what a side has to say of it.
    private record Joined(BatchRounds rounds, Fr weight, Fr[] message) {
    }

    private static List<Joined> joined(List<BatchInstance> instances, List<? extends BatchRounds> rounds, Fr[] weights, int left) {
        List<Joined> joined = new ArrayList<>();
        for (int j = 0; j < weights.length; j++) {
            if (instances.get(j).variables() >= left) {
                joined.add(new Joined(rounds.get(j), weights[j], rounds.get(j).next()));
            }
        }
        return joined;
    }

    private static Fr sum(List<Joined> joined, int degree) {
        Fr sum = Fr.ZERO;
        for (Joined instance : joined) {
            sum = sum.add(instance.weight().multiply(instance.message()[degree]));
        }
        return sum;
    }
}
