package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.OpeningProbe;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.OracleTranscript.Drawn;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.KeyCommitment;
import dev.proofmark.proving.key.ProvingKey;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.FrozenVerifier;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against a verifier whose challenges do not depend on the messages every message can be replaced without breaking a
/// check; the hash must notice each one at the very next challenge. A message that is not absorbed, or too late, fails here.
class FrozenChallengesTest {
    private static final Sample SAMPLE = SampleCircuits.convolution(2, 5, 3, 4, 5);
    private static final ProvingKey OWNER =
            KeyCommitment.commit(SAMPLE.circuit(), SAMPLE.program(), SAMPLE.weights(), new byte[16], Workers.sequential());
    private static final VerificationKey KEY = OWNER.verificationKey();
    private static final byte[] PROOF = new Prover(OWNER).prove(
            new Prover.Request(Map.of("x", SampleCircuits.input(10, 30, 2)), false, new byte[] {1, 2}), new byte[32],
            Workers.sequential(), ProvingListener.NONE).proof();
    private static final int START = FrozenVerifier.messagesStart(PROOF);
    private static final Statement STATEMENT = FrozenVerifier.statement(PROOF, KEY);
    private static final FrozenVerifier HONEST = new FrozenVerifier(KEY, STATEMENT, PROOF, START, null);
    private static final List<Drawn> DRAWN = HONEST.transcript().drawn();
    private static final List<Fr> FROZEN = HONEST.transcript().challenges();
    private static final List<Label> LABELS = HONEST.transcript().labels();
    private static final G1 H = KEY.generators().h();
    private static final Set<Label> POINTS = EnumSet.of(Label.WITNESS_ROW, Label.MULTIPLICITY_ROW, Label.PAD_ROW,
            Label.FINAL_PAD_ROW, Label.PRODUCT_COMMITMENT, Label.MASK_COMMITMENT);
    private static final Set<Label> SCALARS = EnumSet.of(Label.LOGUP_ROOT, Label.LOGUP_ROOT_INVERSE, Label.LOGUP_ROUND, Label.LOGUP_LAYER,
            Label.LEAF_COLUMN, Label.COMBINE_OPERAND, Label.BATCH_ROUND, Label.BATCH_OPERAND, Label.BATCH_PRODUCT, Label.PRODUCT_ROUND,
            Label.OPENING_ROUND, Label.MASK_VALUE, Label.RESPONSE);
    private static final Set<Label> CHALLENGES = EnumSet.of(Label.ALPHA, Label.BETA, Label.LOGUP_LAMBDA, Label.LOGUP_BIND, Label.LOGUP_MU,
            Label.ZERO_POINT, Label.BATCH, Label.BATCH_BIND, Label.PRODUCT_TAU, Label.PRODUCT_BIND, Label.GAMMA, Label.OPENING_BIND,
            Label.EQUATION, Label.DELTA);

    /// Challenges that stand right behind a message: beta is drawn from the same messages as alpha.
    private static final Set<Label> FOLLOWING = EnumSet.complementOf(EnumSet.of(Label.BETA));

    static {
        FOLLOWING.retainAll(CHALLENGES);
    }

    private static byte[] with(byte[] proof, int message, Fr value) {
        byte[] changed = proof.clone();
        System.arraycopy(value.encode(), 0, changed, START + 32 * message, 32);
        return changed;
    }

    private static byte[] plus(byte[] proof, int message, Fr difference) {
        return with(proof, message, Fr.decode(proof, START + 32 * message).add(difference));
    }

    private static byte[] plusH(byte[] proof, int message) {
        byte[] changed = proof.clone();
        G1.decode(proof, START + 32 * message).add(H).encodeTo(changed, START + 32 * message);
        return changed;
    }

    /// The first challenge in which the hash of a changed proof differs; every later one does too.
    private static int firstDifference(Statement statement, byte[] proof) {
        List<Drawn> drawn = new FrozenVerifier(KEY, statement, proof, START, null).transcript().drawn();
        int first = 0;
        while (first < DRAWN.size() && drawn.get(first).challenge().equals(DRAWN.get(first).challenge())) {
            first++;
        }
        for (int i = first; i < DRAWN.size(); i++) {
            assertThat(drawn.get(i).challenge()).as("challenge %d", i).isNotEqualTo(DRAWN.get(i).challenge());
        }
        return first;
    }

    /// The challenge that follows a message.
    private static int challengeAfter(int message) {
        int i = 0;
        while (DRAWN.get(i).consumed() <= message) {
            i++;
        }
        return i;
    }

    @Test
    void theProofHasEveryKindOfMessageAndChallenge() {
        assertThat(HONEST.accepts()).isTrue();
        assertThat(LABELS).hasSize((PROOF.length - START) / 32).doesNotContainNull();
        Set<Label> messages = EnumSet.copyOf(POINTS);
        messages.addAll(SCALARS);
        assertThat(EnumSet.copyOf(LABELS)).isEqualTo(messages);
        assertThat(DRAWN.stream().map(Drawn::label).collect(Collectors.toSet())).isEqualTo(CHALLENGES);
        Set<Label> others = EnumSet.complementOf(EnumSet.copyOf(messages));
        others.removeAll(CHALLENGES);
        assertThat(others).as("labels of the statement").containsExactlyInAnyOrder(Label.VERSION, Label.CURVE, Label.PROFILE, Label.KIND,
                Label.KEY_DIGEST, Label.CONTEXT, Label.VISIBILITY, Label.PUBLIC_VALUE, Label.INPUT_VALUE, Label.INPUT_BLINDING, Label.INPUT_ROW);
    }

    @Test
    void everyMessageChangesTheVeryNextChallenge() {
        Set<Label> named = EnumSet.noneOf(Label.class);
        for (int message = 0; message < LABELS.size(); message++) {
            byte[] changed = POINTS.contains(LABELS.get(message)) ? plusH(PROOF, message) : plus(PROOF, message, Fr.ONE);
            int expected = challengeAfter(message);
            assertThat(firstDifference(STATEMENT, changed)).as("challenge after message %d (%s)", message, LABELS.get(message)).isEqualTo(expected);
            named.add(DRAWN.get(expected).label());
        }
        assertThat(named).as("challenges that follow a message: all but the second of the first two").isEqualTo(FOLLOWING);
    }

    /// The first and the last message of every kind, all of them where there are few; and the last one before the first and the
    /// last challenge of every kind.
    static Stream<Integer> samples() {
        Set<Integer> chosen = new TreeSet<>();
        for (Label label : EnumSet.copyOf(LABELS)) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < LABELS.size(); i++) {
                if (LABELS.get(i) == label) {
                    all.add(i);
                }
            }
            chosen.addAll(all.size() <= 6 ? all : List.of(all.getFirst(), all.get(all.size() / 2), all.getLast()));
        }
        for (Label label : FOLLOWING) {
            List<Drawn> all = DRAWN.stream().filter(d -> d.label() == label).toList();
            chosen.add(all.getFirst().consumed() - 1);
            chosen.add(all.getLast().consumed() - 1);
        }
        return chosen.stream();
    }

    @Test
    void aMessageBeforeEveryChallengeIsForged() {
        Set<Label> following = samples().map(message -> DRAWN.get(challengeAfter(message)).label())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Label.class)));
        assertThat(following).isEqualTo(FOLLOWING);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFrozenVerifierIsFooledByAnyMessage(int message) {
        byte[] forged = forge(message);
        assertThat(forged).isNotEqualTo(PROOF);
        assertThat(new FrozenVerifier(KEY, STATEMENT, forged, START, FROZEN).accepts()).as("all algebra holds").isTrue();
        assertThat(new FrozenVerifier(KEY, STATEMENT, forged, START, null).accepts()).as("the real verifier").isFalse();
        assertThat(firstDifference(STATEMENT, forged)).isEqualTo(challengeAfter(message));
    }

    /// The proof with one message changed, and what is needed further down to keep all algebra true.
    private static byte[] forge(int message) {
        int t = LABELS.indexOf(Label.MASK_VALUE);
        int z = LABELS.indexOf(Label.RESPONSE);
        int blindingZ = LABELS.size() - 7;
        Fr minusOverDelta = FROZEN.getLast().inverse().negate();
        return switch (LABELS.get(message)) {
            case Label l when POINTS.contains(l) -> {
                byte[] changed = plusH(PROOF, message);
                FrozenVerifier run = new FrozenVerifier(KEY, STATEMENT, changed, START, FROZEN);
                yield plus(changed, blindingZ, coefficient(run, changed, message).negate());
            }
            case Label l when l == Label.MASK_VALUE -> bend(plus(PROOF, t, Fr.ONE), z, minusOverDelta);
            case Label l when l == Label.RESPONSE && message == LABELS.size() - 1 ->
                    plus(plus(PROOF, message, Fr.ONE), blindingZ, FROZEN.getLast().pow(BigInteger.valueOf(4)).negate());
            case Label l when l == Label.RESPONSE -> bend(plus(plus(PROOF, blindingZ, Fr.ONE), blindingZ + 1, minusOverDelta), z, minusOverDelta);
            default -> {
                byte[] changed = plus(PROOF, message, Fr.ONE);
                yield plus(changed, t, new FrozenVerifier(KEY, STATEMENT, changed, START, FROZEN).gap());
            }
        };
    }

    /// Closes the gap of the scalar equation by z[0] and z_f[0] in a way that the group equations do not see.
    private static byte[] bend(byte[] proof, int z, Fr minusOverDelta) {
        Fr gap = gap(proof);
        byte[] one = plus(plus(proof, z, Fr.ONE), z + SAMPLE.circuit().columns(), minusOverDelta);
        Fr perUnit = gap(one).subtract(gap);
        Fr x = gap.negate().multiply(perUnit.inverse());
        return plus(plus(proof, z, x), z + SAMPLE.circuit().columns(), x.multiply(minusOverDelta));
    }

    private static Fr gap(byte[] proof) {
        return new FrozenVerifier(KEY, STATEMENT, proof, START, FROZEN).gap();
    }

    /// What the group equations multiply the message with.
    private static Fr coefficient(FrozenVerifier run, byte[] proof, int message) {
        return OpeningProbe.coefficient(run.groupEquations(), G1.decode(proof, START + 32 * message));
    }

    @Test
    void everyPartOfTheStatementChangesTheFirstChallenge() {
        Tensor out = KEY.circuit().tensors(TensorKind.PUBLIC).getFirst();
        int input = KEY.circuit().tensors(TensorKind.INPUT).getFirst().id();
        byte[] digest = STATEMENT.keyDigest().clone();
        digest[31] ^= 1;
        long[] values = STATEMENT.publics().get(out.id()).clone();
        values[values.length - 1]++;
        G1[] rows = STATEMENT.inputRows().get(input).clone();
        rows[rows.length - 1] = rows[rows.length - 1].add(H);
        Fr[] blindings = new Fr[rows.length];
        Arrays.fill(blindings, Fr.ONE);
        Map<String, Statement> changed = new LinkedHashMap<>();
        changed.put("digest", new Statement(digest, STATEMENT.context(), false, STATEMENT.publics(), null, null, STATEMENT.inputRows()));
        changed.put("context", new Statement(STATEMENT.keyDigest(), new byte[] {1, 3}, false, STATEMENT.publics(), null, null, STATEMENT.inputRows()));
        changed.put("longer context", new Statement(STATEMENT.keyDigest(), new byte[] {1, 2, 0}, false, STATEMENT.publics(), null, null, STATEMENT.inputRows()));
        Statement open = new Statement(STATEMENT.keyDigest(), STATEMENT.context(), true, STATEMENT.publics(), Map.of(input, new long[10]),
                Map.of(input, blindings), STATEMENT.inputRows());
        changed.put("visibility", open);
        changed.put("public value", new Statement(STATEMENT.keyDigest(), STATEMENT.context(), false, Map.of(out.id(), values), null, null, STATEMENT.inputRows()));
        changed.put("input row", new Statement(STATEMENT.keyDigest(), STATEMENT.context(), false, STATEMENT.publics(), null, null, Map.of(input, rows)));
        changed.forEach((part, statement) -> {
            byte[] forged = PROOF;
            if (part.equals("public value")) {
                forged = plus(PROOF, LABELS.indexOf(Label.MASK_VALUE), new FrozenVerifier(KEY, statement, PROOF, START, FROZEN).gap());
            } else if (part.equals("input row")) {
                FrozenVerifier run = new FrozenVerifier(KEY, statement, PROOF, START, FROZEN);
                forged = plus(PROOF, LABELS.size() - 7, OpeningProbe.coefficient(run.groupEquations(), rows[rows.length - 1]).negate());
            }
            assertThat(new FrozenVerifier(KEY, statement, forged, START, FROZEN).accepts()).as(part + ": all algebra holds").isTrue();
            assertThat(new FrozenVerifier(KEY, statement, forged, START, null).accepts()).as(part).isFalse();
            assertThat(firstDifference(statement, forged)).as(part).isZero();
        });
        List<Drawn> drawn = new FrozenVerifier(KEY, open, PROOF, START, null).transcript().drawn();
        long[] otherInput = new long[10];
        otherInput[9] = 1;
        Fr[] otherBlindings = blindings.clone();
        otherBlindings[0] = Fr.ZERO;
        for (Statement other : List.of(
                new Statement(STATEMENT.keyDigest(), STATEMENT.context(), true, STATEMENT.publics(), Map.of(input, otherInput), Map.of(input, blindings), STATEMENT.inputRows()),
                new Statement(STATEMENT.keyDigest(), STATEMENT.context(), true, STATEMENT.publics(), Map.of(input, new long[10]), Map.of(input, otherBlindings), STATEMENT.inputRows()))) {
            assertThat(new FrozenVerifier(KEY, other, PROOF, START, FROZEN).accepts()).as("all algebra holds").isTrue();
            assertThat(new FrozenVerifier(KEY, other, PROOF, START, null).transcript().drawn().getFirst().challenge())
                    .isNotEqualTo(drawn.getFirst().challenge());
        }
    }
}
