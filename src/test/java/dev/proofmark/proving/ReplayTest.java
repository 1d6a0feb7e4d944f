package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.FrozenVerifier;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The messages of a true proof under any other true-looking statement: another key, context, visibility, output or input.
class ReplayTest {
    private static final Sample SAMPLE = AttackCircuits.requantize();
    private static ProvingKey owner;

    @BeforeAll
    static void prepare() {
        owner = key(new byte[16]);
    }

    private static ProvingKey key(byte[] seed) {
        return KeyCommitment.commit(SAMPLE.circuit(), SAMPLE.program(), SAMPLE.weights(), seed, Workers.sequential());
    }

    private static byte[] prove(ProvingKey key, boolean open, String context, long... x) {
        return new Prover(key).prove(new Prover.Request(Map.of("x", x), open, context.getBytes(StandardCharsets.UTF_8)),
                new byte[32], Workers.sequential(), ProvingListener.NONE).proof();
    }

    private static byte[] statement(byte[] proof) {
        return Arrays.copyOfRange(proof, 12, FrozenVerifier.messagesStart(proof));
    }

    private static byte[] file(byte[] statement, byte[] messagesOf) {
        int start = FrozenVerifier.messagesStart(messagesOf);
        return ByteBuffer.allocate(12 + statement.length + messagesOf.length - start).put(Format.PROOF.header()).putInt(statement.length)
                .put(statement).put(messagesOf, start, messagesOf.length - start).array();
    }

    private static String code(ProvingKey key, byte[] proof) {
        return switch (Verifier.ofRebuilt(key.verificationKey()).verify(proof, null)) {
            case Accepted a -> "accepted";
            case Rejected r -> r.code();
        };
    }

    @Test
    void messagesBelongToOneStatement() {
        byte[] proof = prove(owner, false, "audit 7", 3, -2, 1);
        assertThat(code(owner, file(statement(proof), proof))).isEqualTo("accepted");
        Map<String, byte[]> others = new LinkedHashMap<>();
        others.put("context", prove(owner, false, "audit 8", 3, -2, 1));
        others.put("empty context", prove(owner, false, "", 3, -2, 1));
        others.put("visibility", prove(owner, true, "audit 7", 3, -2, 1));
        others.put("input", prove(owner, false, "audit 7", 3, -2, 2));
        others.forEach((what, other) -> {
            assertThat(code(owner, other)).isEqualTo("accepted");
            assertThat(code(owner, file(statement(other), proof))).as(what).isEqualTo("opening-scalar");
            assertThat(code(owner, file(statement(proof), other))).as(what).isEqualTo("opening-scalar");
        });
    }

    /// The same weights under another seed are another key.
    @Test
    void aProofBelongsToOneKey() {
        byte[] seed = new byte[16];
        seed[0] = 1;
        ProvingKey other = key(seed);
        byte[] proof = prove(owner, false, "audit 7", 3, -2, 1);
        assertThat(code(other, proof)).isEqualTo("key-digest");
        Statement honest = FrozenVerifier.statement(proof, owner.verificationKey());
        Statement relabelled =
                new Statement(other.verificationKey().digest(), honest.context(), false, honest.publics(), null, null, honest.inputRows());
        assertThat(code(other, file(relabelled.encode(SAMPLE.circuit()), proof))).isEqualTo("opening-scalar");
    }

    /// A private input's commitment from one proof, the output of another.
    @Test
    void anInputCommitmentAndAnOutputBelongTogether() {
        byte[] one = prove(owner, false, "c", 3, -2, 1);
        byte[] two = prove(owner, false, "c", -3, 2, -1);
        Statement first = FrozenVerifier.statement(one, owner.verificationKey());
        Statement second = FrozenVerifier.statement(two, owner.verificationKey());
        int out = SAMPLE.circuit().tensors(TensorKind.PUBLIC).getFirst().id();
        assertThat(first.publics().get(out)).isNotEqualTo(second.publics().get(out));
        Statement mixed = new Statement(first.keyDigest(), first.context(), false, second.publics(), null, null, first.inputRows());
        for (byte[] messages : new byte[][] {one, two}) {
            assertThat(code(owner, file(mixed.encode(SAMPLE.circuit()), messages))).isEqualTo("opening-scalar");
        }
    }

    /// An opened input with the commitment of another proof.
    @Test
    void anOpenedInputBelongsToItsCommitment() {
        byte[] one = prove(owner, true, "c", 3, -2, 1);
        Statement first = FrozenVerifier.statement(one, owner.verificationKey());
        Statement second = FrozenVerifier.statement(prove(owner, true, "c", 3, -2, 2), owner.verificationKey());
        Statement mixed = new Statement(first.keyDigest(), first.context(), true, first.publics(), second.inputValues(),
                second.inputBlindings(), first.inputRows());
        assertThat(code(owner, file(mixed.encode(SAMPLE.circuit()), one))).isEqualTo("input-commitment");
    }

    /// Even where there is nothing else to absorb: neither visibility nor the kind of statement is implied by the rest.
    @Test
    void visibilityAndKindAreAbsorbedThemselves() {
        CircuitBuilder b = new CircuitBuilder();
        b.lookup(b.rangeTable("bit", IntegerRange.unsigned(1)), b.witness("w", Shape.of(2)));
        Circuit circuit = b.build(2);
        Transcript hidden = new Transcript();
        new Statement(new byte[32], new byte[0], false, Map.of(), null, null, Map.of()).absorb(hidden, circuit);
        Transcript open = new Transcript();
        new Statement(new byte[32], new byte[0], true, Map.of(), Map.of(), Map.of(), Map.of()).absorb(open, circuit);
        Transcript registration = new Transcript();
        Statement.absorbRegistration(registration, new byte[32]);
        Transcript another = new Transcript();
        Statement.absorbRegistration(another, Arrays.copyOf(new byte[] {1}, 32));
        assertThat(new HashSet<>(List.of(hidden.challenge(Label.ALPHA), open.challenge(Label.ALPHA), registration.challenge(Label.ALPHA),
                another.challenge(Label.ALPHA)))).hasSize(4);
    }
}
