package dev.proofmark.proving.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.ForgedKeys;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Registration;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every way to be rejected, once, by its code: on the smallest proofs there are.
class RejectionTest {
    private static final int STATEMENT = 12;

    private final Sample sample = AttackCircuits.stated(new IntegerRange(-8, 8));
    private final ProvingKey owner = KeyCommitment.commit(sample.circuit(), sample.program(), Map.of(), new byte[16], Workers.sequential());
    private final VerificationKey key = owner.verificationKey();
    private final byte[] open = prove(true).proof();
    private final int messages = FrozenVerifier.messagesStart(open);

    private Prover.Proof prove(boolean inputsPublic) {
        return new Prover(owner).prove(new Prover.Request(Map.of("x", new long[] {1, -8, 8}), inputsPublic, new byte[] {5}), new byte[32],
                Workers.sequential(), ProvingListener.NONE);
    }

    private static String code(VerificationResult result) {
        return switch (result) {
            case Accepted a -> "accepted";
            case Rejected r -> r.code();
        };
    }

    private String with(Consumer<byte[]> change) {
        byte[] changed = open.clone();
        change.accept(changed);
        return code(Verifier.of(key).verify(changed, null));
    }

    private static Consumer<byte[]> filled(int at) {
        return bytes -> Arrays.fill(bytes, at, at + 32, (byte) 0xff);
    }

    private static Consumer<byte[]> plusOne(int at) {
        return bytes -> Fr.decode(bytes, at).add(Fr.ONE).encodeTo(bytes, at);
    }

    @Test
    void proofs() {
        int digest = STATEMENT + 8;
        int values = digest + 32 + 4 + 1 + 1;
        int rows = values + 32 * 7;
        assertThat(messages).isEqualTo(rows + 32);
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("honest", with(bytes -> {}));
        codes.put("magic", with(bytes -> bytes[0] ^= 1));
        codes.put("statement's length", with(bytes -> ByteBuffer.wrap(bytes).putInt(8, Integer.MAX_VALUE)));
        codes.put("statement's header", with(bytes -> bytes[STATEMENT] ^= 1));
        codes.put("key digest", with(bytes -> bytes[digest] ^= 1));
        codes.put("context", with(bytes -> bytes[digest + 36] ^= 1));
        codes.put("output", with(plusOne(values)));
        codes.put("input", with(plusOne(values + 32 * 3)));
        codes.put("input's blinding", with(plusOne(values + 32 * 6)));
        codes.put("input's row", with(bytes -> G1.GENERATOR.encodeTo(bytes, rows)));
        codes.put("no row", with(filled(rows)));
        codes.put("first message", with(filled(messages)));
        codes.put("another first message", with(bytes -> G1.GENERATOR.encodeTo(bytes, messages)));
        codes.put("last message", with(filled(open.length - 32)));
        codes.put("last blinding", with(plusOne(open.length - 32)));
        assertThat(codes).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("honest", "accepted"), Map.entry("magic", "malformed"),
                Map.entry("statement's length", "malformed"), Map.entry("statement's header", "malformed"),
                Map.entry("key digest", "key-digest"),
                Map.entry("context", "opening-scalar"), Map.entry("output", "opening-scalar"), Map.entry("input", "input-commitment"),
                Map.entry("input's blinding", "input-commitment"), Map.entry("input's row", "input-commitment"),
                Map.entry("no row", "malformed"),
                Map.entry("first message", "malformed-message"), Map.entry("another first message", "opening-scalar"),
                Map.entry("last message", "malformed-message"), Map.entry("last blinding", "opening-group")));
    }

    @Test
    void theProtocolListsEveryCodeWithItsText() throws IOException {
        String protocol = Files.readString(Path.of("docs/protocol.md"));
        String section = protocol.substring(protocol.indexOf("\n## 17. Reasons of rejection\n"));
        assertThat(Pattern.compile("(?m)^\\| (`.*) \\|$").matcher(section).results().map(row -> row.group(1)))
                .as("rows of the table of docs/protocol.md, section 17; Rejection.java is the same list in the same order")
                .containsExactly(Arrays.stream(Rejection.values()).map(r -> "`" + r.code() + "` | " + r.text()).toArray(String[]::new));
    }

    @Test
    void lengthsAndTheStatementBeside() {
        Verifier verifier = Verifier.of(key);
        assertThat(verifier.key()).isSameAs(key);
        for (int length : new int[] {0, 7, 8, 11, 12, messages, open.length - 32, open.length - 1, open.length + 1, open.length + 32}) {
            assertThat(code(verifier.verify(Arrays.copyOf(open, length), null))).as("%d bytes", length).isEqualTo("malformed");
        }
        byte[] statement = Arrays.copyOfRange(open, STATEMENT, messages);
        VerificationResult result = verifier.verify(open, statement);
        assertThat(((Accepted) result).statement().encode(sample.circuit())).isEqualTo(statement);
        assertThat(((Accepted) result).registration()).isEqualTo(Registration.PROVEN);
        assertThat(code(verifier.verify(open, Arrays.copyOf(statement, statement.length - 1)))).isEqualTo("statement");
        byte[] hidden = prove(false).proof();
        assertThat(code(verifier.verify(hidden, statement))).isEqualTo("statement");
        VerificationResult rebuilt = Verifier.ofRebuilt(key).verify(hidden, null);
        assertThat(((Accepted) rebuilt).registration()).isEqualTo(Registration.REBUILT);
    }

    private static String registration(VerificationKey bare, List<byte[]> proofs) {
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        bare.circuit().tensors(TensorKind.WEIGHT).forEach(t -> rows.put(t.id(), bare.rows(t.id())));
        Rejected problem = RegistrationCheck.problem(ForgedKeys.withRows(bare, rows, proofs), WorkBudget.counted(() -> {}));
        if (problem != null) {
            assertThat(problem.code()).isEqualTo("registration");
        }
        return problem == null ? "registered" : problem.reason();
    }

    @Test
    void registrations() {
        assertThat(registration(key, List.of())).isEqualTo("registered");
        assertThat(registration(key, List.of(new byte[0]))).contains("no weights but 1 registration");
        Sample weighted = AttackCircuits.broadcast();
        VerificationKey registered =
                KeyGenerator.register(weighted.circuit(), weighted.program(), weighted.weights(), new byte[16], new byte[32],
                        Workers.sequential(), ProvingListener.NONE).verificationKey();
        byte[] proof = registered.registrations().getFirst();
        assertThat(registration(registered, List.of(proof))).isEqualTo("registered");
        assertThat(registration(registered, List.of())).contains("expected 1 registration proof, got 0");
        assertThat(registration(registered, Collections.nCopies(2, proof))).contains("got 2");
        for (int length : new int[] {0, proof.length - 32, proof.length - 1, proof.length + 1, proof.length + 32}) {
            assertThat(registration(registered, List.of(Arrays.copyOf(proof, length)))).contains("bytes, got " + length);
        }
        byte[] unreadable = proof.clone();
        Arrays.fill(unreadable, 0, 32, (byte) 0xff);
        assertThat(registration(registered, List.of(unreadable))).contains("is malformed: no point");
        byte[] wrong = proof.clone();
        plusOne(proof.length - 32).accept(wrong);
        assertThat(registration(registered, List.of(wrong))).contains("does not hold: the opening's group");
        assertThat(code(Verifier.of(ForgedKeys.withRows(registered, Map.of(registered.circuit().tensors(TensorKind.WEIGHT)
                .getFirst().id(), new G1[] {G1.GENERATOR}), List.of(proof))).verify(open, null))).isEqualTo("registration");
    }
}
