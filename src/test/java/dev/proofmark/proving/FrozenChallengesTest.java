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
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against a verifier whose challenges do not depend on the messages every message can be replaced without breaking a
/// check; the hash must notice each one at the very next challenge. A message that is not absorbed, or too late, fails here.
class FrozenChallengesTest {
    private static final Sample SAMPLE = SampleCircuits.convolution(2, 5, 3, 4, 5);
    private static ProvingKey owner;
    private static VerificationKey key;
    private static byte[] honestProof;
    private static int start;
    private static Statement honestStatement;
    private static FrozenVerifier honest;
    private static List<Drawn> recorded;
    private static List<Fr> frozen;
    private static List<Label> labels;
    private static G1 h;
    private static final Set<Label> POINTS = EnumSet.of(Label.WITNESS_ROW, Label.MULTIPLICITY_ROW, Label.PAD_ROW,
            Label.FINAL_PAD_ROW, Label.PRODUCT_COMMITMENT, Label.MASK_COMMITMENT);
    private static final Set<Label> SCALARS = EnumSet.of(Label.LOGUP_ROOT, Label.LOGUP_ROOT_INVERSE, Label.LOGUP_ROUND, Label.LOGUP_LAYER,
            Label.LEAF_COLUMN, Label.COMBINE_OPERAND, Label.BATCH_ROUND, Label.BATCH_OPERAND, Label.BATCH_PRODUCT, Label.PRODUCT_ROUND,
            Label.OPENING_ROUND, Label.MASK_VALUE, Label.RESPONSE);
    private static final Set<Label> CHALLENGES = EnumSet.of(Label.ALPHA, Label.BETA, Label.LOGUP_LAMBDA, Label.LOGUP_BIND, Label.LOGUP_MU,
            Label.ZERO_POINT, Label.BATCH, Label.BATCH_BIND, Label.PRODUCT_TAU, Label.PRODUCT_BIND, Label.GAMMA, Label.OPENING_BIND,
            Label.EQUATION, Label.DELTA);

    @BeforeAll
    static void prepare() {
        owner = KeyCommitment.commit(SAMPLE.circuit(), SAMPLE.program(), SAMPLE.weights(), new byte[16], Workers.sequential());
        key = owner.verificationKey();
        honestProof = new Prover(owner).prove(
                new Prover.Request(Map.of("x", SampleCircuits.input(10, 30, 2)), false, new byte[] {1, 2}), new byte[32],
                Workers.sequential(), ProvingListener.NONE).proof();
        start = FrozenVerifier.messagesStart(honestProof);
        honestStatement = FrozenVerifier.statement(honestProof, key);
        honest = new FrozenVerifier(key, honestStatement, honestProof, start, null);
        recorded = honest.transcript().drawn();
        frozen = honest.transcript().challenges();
        labels = honest.transcript().labels();
        h = key.generators().h();
    }

    /// Challenges that stand right behind a message: beta is drawn from the same messages as alpha.
    private static final Set<Label> FOLLOWING = EnumSet.complementOf(EnumSet.of(Label.BETA));

    static {
        FOLLOWING.retainAll(CHALLENGES);
    }

    private static byte[] with(byte[] proof, int message, Fr value) {
        byte[] changed = proof.clone();
        System.arraycopy(value.encode(), 0, changed, start + 32 * message, 32);
        return changed;
    }

    private static byte[] plus(byte[] proof, int message, Fr difference) {
        return with(proof, message, Fr.decode(proof, start + 32 * message).add(difference));
    }

    private static byte[] plusH(byte[] proof, int message) {
        byte[] changed = proof.clone();
        G1.decode(proof, start + 32 * message).add(h).encodeTo(changed, start + 32 * message);
        return changed;
    }

    /// The first challenge in which the hash of a changed proof differs; every later one does too.
    private static int firstDifference(Statement statement, byte[] proof) {
        List<Drawn> drawn = new FrozenVerifier(key, statement, proof, start, null).transcript().drawn();
        int first = 0;
        while (first < recorded.size() && drawn.get(first).challenge().equals(recorded.get(first).challenge())) {
            first++;
        }
        for (int i = first; i < recorded.size(); i++) {
            assertThat(drawn.get(i).challenge()).as("challenge %d", i).isNotEqualTo(recorded.get(i).challenge());
        }
        return first;
    }

    /// The challenge that follows a message.
    private static int challengeAfter(int message) {
        int i = 0;
        while (recorded.get(i).consumed() <= message) {
            i++;
        }
        return i;
    }

    @Test
    void theProofHasEveryKindOfMessageAndChallenge() {
        assertThat(honest.accepts()).isTrue();
        assertThat(labels).hasSize((honestProof.length - start) / 32).doesNotContainNull();
        Set<Label> messages = EnumSet.copyOf(POINTS);
        messages.addAll(SCALARS);
        assertThat(EnumSet.copyOf(labels)).isEqualTo(messages);
        assertThat(recorded.stream().map(Drawn::label).collect(Collectors.toSet())).isEqualTo(CHALLENGES);
        Set<Label> others = EnumSet.complementOf(EnumSet.copyOf(messages));
        others.removeAll(CHALLENGES);
        assertThat(others).as("labels of the statement").containsExactlyInAnyOrder(Label.VERSION, Label.CURVE, Label.PROFILE, Label.KIND,
                Label.KEY_DIGEST, Label.CONTEXT, Label.VISIBILITY, Label.PUBLIC_VALUE, Label.INPUT_VALUE, Label.INPUT_BLINDING,
                Label.INPUT_ROW);
    }

    @Test
    void everyMessageChangesTheVeryNextChallenge() {
        Set<Label> named = EnumSet.noneOf(Label.class);
        for (int message = 0; message < labels.size(); message++) {
            byte[] changed = POINTS.contains(labels.get(message)) ? plusH(honestProof, message) : plus(honestProof, message, Fr.ONE);
            int expected = challengeAfter(message);
            assertThat(firstDifference(honestStatement, changed)).as("challenge after message %d (%s)", message, labels.get(message))
                    .isEqualTo(expected);
            named.add(recorded.get(expected).label());
        }
        assertThat(named).as("challenges that follow a message: all but the second of the first two").isEqualTo(FOLLOWING);
    }

    /// The first and the last message of every kind, all of them where there are few; and the last one before the first and the
    /// last challenge of every kind.
    static Stream<Integer> samples() {
        Set<Integer> chosen = new TreeSet<>();
        for (Label label : EnumSet.copyOf(labels)) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                if (labels.get(i) == label) {
                    all.add(i);
                }
            }
            chosen.addAll(all.size() <= 6 ? all : List.of(all.getFirst(), all.get(all.size() / 2), all.getLast()));
        }
        for (Label label : FOLLOWING) {
            List<Drawn> all = recorded.stream().filter(d -> d.label() == label).toList();
            chosen.add(all.getFirst().consumed() - 1);
            chosen.add(all.getLast().consumed() - 1);
        }
        return chosen.stream();
    }

    @Test
    void aMessageBeforeEveryChallengeIsForged() {
        Set<Label> following = samples().map(message -> recorded.get(challengeAfter(message)).label())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Label.class)));
        assertThat(following).isEqualTo(FOLLOWING);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFrozenVerifierIsFooledByAnyMessage(int message) {
        byte[] forged = forge(message);
        assertThat(forged).isNotEqualTo(honestProof);
        assertThat(new FrozenVerifier(key, honestStatement, forged, start, frozen).accepts()).as("all algebra holds").isTrue();
        assertThat(new FrozenVerifier(key, honestStatement, forged, start, null).accepts()).as("the real verifier").isFalse();
        assertThat(firstDifference(honestStatement, forged)).isEqualTo(challengeAfter(message));
    }

    /// The proof with one message changed, and what is needed further down to keep all algebra true.
    private static byte[] forge(int message) {
        int t = labels.indexOf(Label.MASK_VALUE);
        int z = labels.indexOf(Label.RESPONSE);
        int blindingZ = labels.size() - 7;
        Fr minusOverDelta = frozen.getLast().inverse().negate();
        return switch (labels.get(message)) {
            case Label l when POINTS.contains(l) -> {
                byte[] changed = plusH(honestProof, message);
                FrozenVerifier run = new FrozenVerifier(key, honestStatement, changed, start, frozen);
                yield plus(changed, blindingZ, coefficient(run, changed, message).negate());
            }
            case Label l when l == Label.MASK_VALUE -> bend(plus(honestProof, t, Fr.ONE), z, minusOverDelta);
            case Label l when l == Label.RESPONSE && message == labels.size() - 1 ->
                    plus(plus(honestProof, message, Fr.ONE), blindingZ, frozen.getLast().pow(BigInteger.valueOf(4)).negate());
            case Label l when l == Label.RESPONSE ->
                    bend(plus(plus(honestProof, blindingZ, Fr.ONE), blindingZ + 1, minusOverDelta), z, minusOverDelta);
            default -> {
                byte[] changed = plus(honestProof, message, Fr.ONE);
                yield plus(changed, t, new FrozenVerifier(key, honestStatement, changed, start, frozen).gap());
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
        return new FrozenVerifier(key, honestStatement, proof, start, frozen).gap();
    }

    /// What the group equations multiply the message with.
    private static Fr coefficient(FrozenVerifier run, byte[] proof, int message) {
        return OpeningProbe.coefficient(run.groupEquations(), G1.decode(proof, start + 32 * message));
    }

    @Test
    void everyPartOfTheStatementChangesTheFirstChallenge() {
        Tensor out = key.circuit().tensors(TensorKind.PUBLIC).getFirst();
        int input = key.circuit().tensors(TensorKind.INPUT).getFirst().id();
        byte[] digest = honestStatement.keyDigest().clone();
        digest[31] ^= 1;
        long[] values = honestStatement.publics().get(out.id()).clone();
        values[values.length - 1]++;
        G1[] rows = honestStatement.inputRows().get(input).clone();
        rows[rows.length - 1] = rows[rows.length - 1].add(h);
        Fr[] blindings = new Fr[rows.length];
        Arrays.fill(blindings, Fr.ONE);
        Map<String, Statement> changed = new LinkedHashMap<>();
        changed.put("digest", new Statement(digest, honestStatement.context(), false, honestStatement.publics(), null, null,
                honestStatement.inputRows()));
        changed.put("context", new Statement(honestStatement.keyDigest(), new byte[] {1, 3}, false, honestStatement.publics(), null, null,
                honestStatement.inputRows()));
        changed.put("longer context", new Statement(honestStatement.keyDigest(), new byte[] {1, 2, 0}, false, honestStatement.publics(),
                null, null, honestStatement.inputRows()));
        Statement open = new Statement(honestStatement.keyDigest(), honestStatement.context(), true, honestStatement.publics(),
                Map.of(input, new long[10]),
                Map.of(input, blindings), honestStatement.inputRows());
        changed.put("visibility", open);
        changed.put("public value", new Statement(honestStatement.keyDigest(), honestStatement.context(), false, Map.of(out.id(), values),
                null, null, honestStatement.inputRows()));
        changed.put("input row", new Statement(honestStatement.keyDigest(), honestStatement.context(), false, honestStatement.publics(),
                null, null, Map.of(input, rows)));
        changed.forEach((part, statement) -> {
            byte[] forged = honestProof;
            if (part.equals("public value")) {
                forged = plus(honestProof, labels.indexOf(Label.MASK_VALUE),
                        new FrozenVerifier(key, statement, honestProof, start, frozen).gap());
            } else if (part.equals("input row")) {
                FrozenVerifier run = new FrozenVerifier(key, statement, honestProof, start, frozen);
                forged = plus(honestProof, labels.size() - 7,
                        OpeningProbe.coefficient(run.groupEquations(), rows[rows.length - 1]).negate());
            }
            assertThat(new FrozenVerifier(key, statement, forged, start, frozen).accepts()).as(part + ": all algebra holds").isTrue();
            assertThat(new FrozenVerifier(key, statement, forged, start, null).accepts()).as(part).isFalse();
            assertThat(firstDifference(statement, forged)).as(part).isZero();
        });
        List<Drawn> drawn = new FrozenVerifier(key, open, honestProof, start, null).transcript().drawn();
        long[] otherInput = new long[10];
        otherInput[9] = 1;
        Fr[] otherBlindings = blindings.clone();
        otherBlindings[0] = Fr.ZERO;
        for (Statement other : List.of(
                new Statement(honestStatement.keyDigest(), honestStatement.context(), true, honestStatement.publics(),
                        Map.of(input, otherInput), Map.of(input, blindings), honestStatement.inputRows()),
                new Statement(honestStatement.keyDigest(), honestStatement.context(), true, honestStatement.publics(),
                        Map.of(input, new long[10]), Map.of(input, otherBlindings), honestStatement.inputRows()))) {
            assertThat(new FrozenVerifier(key, other, honestProof, start, frozen).accepts()).as("all algebra holds").isTrue();
            assertThat(new FrozenVerifier(key, other, honestProof, start, null).transcript().drawn().getFirst().challenge())
                    .isNotEqualTo(drawn.getFirst().challenge());
        }
    }
}
