package dev.proofmark.argument.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.prover.CommittedMatrix;
import dev.proofmark.argument.commitment.prover.HidingRandomness;
import dev.proofmark.argument.commitment.prover.OpeningProver;
import dev.proofmark.argument.commitment.prover.RowCommitter;
import dev.proofmark.argument.sumcheck.ProductListArgument;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Coordinate;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The forgery by a last challenge that is known too early: errors in two group equations over the same generators cancel.
/// It opens a false claim against a copy that draws delta before the responses, and fails against the real opening.
class LastChallengeTest {
    private static final int COLUMN_BITS = 3;
    private static final int COLUMNS = 1 << COLUMN_BITS;
    private static final int ROW_BITS = 1;
    private static final int PADS = 2;
    private static final Generators GENERATORS = Generators.upTo(64);
    private static final int[] CELLS = {3, -1, 4, 1, -5, 9, 2, -6, 5, 3, 5, -8, 9, 7, 9, -3};

    private final HidingRandomness randomness = new HidingRandomness(new byte[32]);
    private final RowCommitter rows = new RowCommitter(GENERATORS, COLUMNS, Workers.sequential());
    private final Fr[] blindings = randomness.draw("matrix", 2);
    private final G1[] matrix = rows.commit(CELLS, blindings);
    private final Fr[] pads = randomness.draw("pads", COLUMNS);
    private final Fr[] padBlindings = randomness.draw("pad-blindings", 1);
    private final G1[] padRows = rows.commit(FrArray.of(pads), padBlindings);
    private final Fr[] finalPads = randomness.draw("final-pads", 32);
    private final Fr finalBlinding = randomness.draw("final-pad-blinding", 1)[0];

    /// Where delta is drawn.
    private enum Order {
        AS_SPECIFIED,
        DELTA_BEFORE_RESPONSES
    }

    /// What both sides must show: the matrix's value at a point, sent under a pad; a product of constants.
    private record Problem(List<CommittedClaim> claims, ProductListArgument.Result forms) {
    }

    private Problem problem(Conversation c, Fr claimed) {
        Point point = c.challenges(Label.ZERO_POINT, ROW_BITS + COLUMN_BITS);
        AffineForm value = c.hidden(Label.LEAF_COLUMN, () -> claimed == null ? valueAt(point) : valueAt(point).add(claimed));
        return new Problem(List.of(new CommittedClaim(0, point.slice(0, ROW_BITS), point.last(COLUMN_BITS), value)),
                new ProductListArgument.Result(AffineForm.constant(Fr.of(2)), AffineForm.constant(Fr.of(3)),
                        AffineForm.constant(Fr.of(6))));
    }

    private static Fr valueAt(Point point) {
        return FrVector.dot(CELLS, 0, FrVector.eqTable(point.values()), 0, CELLS.length);
    }

    private static int finalPads(Problem problem) {
        OpeningProblem counted = new OpeningProblem(COLUMN_BITS, PADS, List.of(), problem.claims(), problem.forms(), Fr.ONE);
        return 2 * (counted.vectorBits + COLUMN_BITS);
    }

    /// A copy of `Opening.run` up to the order of delta, whose prover may bend its responses.
    private OpeningChecks run(Conversation c, Problem p, G1[] product, OpeningProver prover, Order order, Forger forger) {
        Fr gamma = c.challenge(Label.GAMMA).value();
        OpeningProblem problem = new OpeningProblem(COLUMN_BITS, PADS, c.relations().linear(), p.claims(), p.forms(), gamma);
        int rounds = problem.vectorBits + COLUMN_BITS;
        if (prover != null) {
            prover.start(problem);
        }
        Coordinate[] bound = new Coordinate[rounds];
        AffineForm running = AffineForm.constant(problem.constant);
        for (int i = 0; i < rounds; i++) {
            Fr[] message = prover == null ? null : prover.round();
            AffineForm t0 = c.finalHidden(Label.OPENING_ROUND, () -> message[0]);
            AffineForm t2 = c.finalHidden(Label.OPENING_ROUND, () -> message[1]);
            bound[i] = c.challenge(Label.OPENING_BIND);
            Fr r = bound[i].value();
            running = t0.plus(running.minus(t0).minus(t0).minus(t2).times(r)).plus(t2.times(r.square()));
            if (prover != null) {
                prover.bind(r);
            }
        }
        Point rho = new Point(List.of(bound));
        OpeningChecks.Weights weights = new OpeningChecks.Weights(problem, rho.slice(0, problem.vectorBits).values(),
                rho.slice(problem.vectorBits, rounds).values());
        if (prover != null) {
            prover.mask(weights, running, c.finalPadsUsed());
        }
        OpeningChecks.First first = OpeningChecks.First.exchange(c, prover == null ? OpeningMessages.NONE : prover);
        Fr e = c.challenge(Label.EQUATION).value();
        Fr early = order == Order.DELTA_BEFORE_RESPONSES ? c.challenge(Label.DELTA).value() : Fr.of(123456789);
        OpeningChecks.Responses responses = responses(c, e, early, prover, weights, running, first, forger);
        Fr delta = order == Order.AS_SPECIFIED ? c.challenge(Label.DELTA).value() : early;
        return new OpeningChecks(weights, running, product, first, responses, e, delta);
    }

    /// Bends z and z_f so that the scalar equation holds and, for the delta that it counts on, the group equations too.
    private interface Forger {
        OpeningChecks.Responses bend(OpeningChecks.Responses honest, OpeningChecks.Weights weights, AffineForm claim,
                OpeningChecks.First first, Fr e, Fr delta);
    }

    private static OpeningChecks.Responses responses(Conversation c, Fr e, Fr delta, OpeningProver prover, OpeningChecks.Weights weights,
            AffineForm claim, OpeningChecks.First first, Forger forger) {
        OpeningChecks.Responses own = prover == null ? null : forger.bend(honest(prover, e), weights, claim, first, e, delta);
        List<Fr> sent = new ArrayList<>();
        for (int i = 0; i < COLUMNS + c.finalPadsUsed() + 7; i++) {
            int k = i;
            sent.add(c.scalar(Label.RESPONSE, () -> flat(own).get(k)));
        }
        int f = COLUMNS + c.finalPadsUsed();
        return new OpeningChecks.Responses(sent.subList(0, COLUMNS).toArray(Fr[]::new), sent.subList(COLUMNS, f).toArray(Fr[]::new),
                sent.get(f), sent.get(f + 1), sent.get(f + 2), sent.get(f + 3), sent.get(f + 4), sent.get(f + 5), sent.get(f + 6));
    }

    private static OpeningChecks.Responses honest(OpeningProver prover, Fr e) {
        prover.respond(e);
        return prover.responses();
    }

    private static List<Fr> flat(OpeningChecks.Responses r) {
        List<Fr> all = new ArrayList<>(Arrays.asList(r.z()));
        all.addAll(Arrays.asList(r.zf()));
        all.addAll(List.of(r.blindingZ(), r.blindingZf(), r.a(), r.blindingA(), r.b(), r.blindingB(), r.blindingD()));
        return all;
    }

    /// Adds x to z[0] and takes x / delta from z_f[0].
    private static OpeningChecks.Responses cancel(OpeningChecks.Responses honest, OpeningChecks.Weights weights, AffineForm claim,
            OpeningChecks.First first, Fr e, Fr delta) {
        Fr gap = new OpeningChecks(weights, claim, null, first, honest, e, delta).scalarGap();
        Fr[] unit = new Fr[honest.zf().length];
        Arrays.fill(unit, Fr.ZERO);
        unit[0] = Fr.ONE;
        Fr perZ = FrVector.eqTable(weights.columnPoint).get(0).multiply(weights.functional);
        Fr perZf = OpeningChecks.finalFunctional(claim, unit);
        Fr x = gap.negate().multiply(perZ.subtract(perZf.multiply(delta.inverse())).inverse());
        Fr[] z = honest.z().clone();
        z[0] = z[0].add(x);
        Fr[] zf = honest.zf().clone();
        zf[0] = zf[0].subtract(x.multiply(delta.inverse()));
        return new OpeningChecks.Responses(z, zf, honest.blindingZ(), honest.blindingZf(), honest.a(), honest.blindingA(),
                honest.b(), honest.blindingB(), honest.blindingD());
    }

    private static final Forger HONEST = (own, weights, claim, first, e, delta) -> own;
    private static final Forger CANCELLING = LastChallengeTest::cancel;

    private byte[] prove(Fr claimed, Order order, Forger forger) {
        WritingConversation c = new WritingConversation(new Transcript());
        for (G1 point : matrix) {
            c.point(Label.WITNESS_ROW, () -> point);
        }
        c.point(Label.PAD_ROW, () -> padRows[0]);
        c.usePads(pads, finalPads);
        Problem problem = problem(c, claimed);
        int count = finalPads(problem);
        RowCommitter finalRow = new RowCommitter(GENERATORS, count, Workers.sequential());
        Fr[] used = Arrays.copyOf(finalPads, count);
        c.point(Label.FINAL_PAD_ROW, () -> finalRow.commit(used, finalBlinding));
        Fr[] productBlindings = {Fr.of(11), Fr.of(12), Fr.of(13)};
        OpeningProver.Committed[] product = new OpeningProver.Committed[3];
        for (int i = 0; i < 3; i++) {
            Fr value = Fr.of(new int[] {2, 3, 6}[i]);
            G1 point = rows.commit(new Fr[] {value}, productBlindings[i]);
            product[i] = new OpeningProver.Committed(value, productBlindings[i], c.point(Label.PRODUCT_COMMITMENT, () -> point));
        }
        OpeningProver prover = new OpeningProver(id -> new CommittedMatrix(CELLS, blindings), pads, padBlindings, used, finalBlinding,
                product, rows, finalRow, new HidingRandomness(Fr.of(claimed == null ? 1 : 2).encode()));
        run(c, problem, null, prover, order, forger);
        return c.messages();
    }

    private boolean verify(byte[] messages, Order order) {
        ReadingConversation c = new ReadingConversation(new Transcript(), messages, 0);
        G1[] read = {c.point(Label.WITNESS_ROW, null), c.point(Label.WITNESS_ROW, null)};
        G1[] padPoints = {c.point(Label.PAD_ROW, null)};
        Problem problem = problem(c, null);
        G1 last = c.point(Label.FINAL_PAD_ROW, null);
        G1[] product =
                {c.point(Label.PRODUCT_COMMITMENT, null), c.point(Label.PRODUCT_COMMITMENT, null), c.point(Label.PRODUCT_COMMITMENT, null)};
        OpeningChecks checks = order == Order.AS_SPECIFIED
                ? Opening.run(c, COLUMN_BITS, PADS, problem.claims(), problem.forms(), product, OpeningMessages.NONE)
                : run(c, problem, product, null, order, HONEST);
        EquationSum sum = new EquationSum(GENERATORS);
        checks.groupEquations(sum, (id, weights, into) -> {
            into.add(read[0], weights[0]);
            into.add(read[1], weights[1]);
        }, padPoints, last);
        return checks.scalarEquationHolds() && sum.isIdentity();
    }

    @Test
    void honestOpeningsAreAcceptedInBothOrders() {
        for (Order order : Order.values()) {
            assertThat(verify(new LastChallengeTest().prove(null, order, HONEST), order)).as(order.name()).isTrue();
        }
    }

    @Test
    void aFalseClaimAloneIsRejectedInBothOrders() {
        for (Order order : Order.values()) {
            assertThat(verify(new LastChallengeTest().prove(Fr.ONE, order, HONEST), order)).as(order.name()).isFalse();
        }
    }

    @Test
    void cancellingErrorsForgeOnlyWhereDeltaIsKnownBeforeTheResponses() {
        byte[] forged = new LastChallengeTest().prove(Fr.ONE, Order.DELTA_BEFORE_RESPONSES, CANCELLING);
        assertThat(verify(forged, Order.DELTA_BEFORE_RESPONSES)).as("control").isTrue();
        assertThat(verify(forged, Order.AS_SPECIFIED)).as("the same bytes").isFalse();
        byte[] attempted = new LastChallengeTest().prove(Fr.ONE, Order.AS_SPECIFIED, CANCELLING);
        assertThat(verify(attempted, Order.AS_SPECIFIED)).isFalse();
    }
}
