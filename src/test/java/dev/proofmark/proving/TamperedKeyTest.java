package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.proving.key.ForgedKeys;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.MalformedBytes;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every part of a key file changed: no key, or another key, or one without registration; never an exception but
/// `MalformedBytes`.
class TamperedKeyTest {
    private static final Sample SAMPLE = AttackCircuits.requantize();
    private static ProvingKey owner;
    private static VerificationKey key;
    private static byte[] keyFile;
    private static Prover.Proof honestProof;

    private static final int CIRCUIT = 12;
    private static int rowsAt;
    private static int countAt;
    private static int registrationLengthAt;
    private static int registrationAt;

    @BeforeAll
    static void prepare() {
        owner = KeyGenerator.register(SAMPLE.circuit(), SAMPLE.program(), SAMPLE.weights(), new byte[16],
                new byte[32], Workers.sequential(), ProvingListener.NONE);
        key = owner.verificationKey();
        keyFile = key.encode();
        honestProof = new Prover(owner).prove(new Prover.Request(Map.of("x", new long[] {3, -2, 1}), false, new byte[0]),
                new byte[32], Workers.sequential(), ProvingListener.NONE);
        rowsAt = CIRCUIT + CircuitCodec.encode(SAMPLE.circuit()).length;
        countAt = rowsAt + 32 * key.circuit().tensors(TensorKind.WEIGHT).stream()
                .mapToInt(t -> key.circuit().layout(t).sentRows().length).sum();
        registrationLengthAt = countAt + 2;
        registrationAt = registrationLengthAt + 4;
    }

    /// The verifier's answer under a changed key, or "malformed" where it is no key.
    private static String code(byte[] file) {
        VerificationKey key;
        try {
            key = VerificationKey.decode(file);
        } catch (MalformedBytes e) {
            return "malformed";
        }
        return switch (Verifier.of(key).verify(honestProof.proof(), null)) {
            case Accepted a -> "accepted";
            case Rejected r -> r.code();
        };
    }

    private static byte[] flipped(int position, int bit) {
        byte[] changed = keyFile.clone();
        changed[position] ^= (byte) (1 << bit);
        return changed;
    }

    @Test
    void theKeyItselfIsAccepted() {
        assertThat(code(keyFile)).isEqualTo("accepted");
        assertThat(registrationAt + key.registrations().getFirst().length).isEqualTo(keyFile.length);
    }

    @Test
    void headerAndLengths() {
        for (int i = 0; i < CIRCUIT; i++) {
            for (int bit = 0; bit < 8; bit++) {
                assertThat(code(flipped(i, bit))).as("byte %d bit %d", i, bit).isEqualTo("malformed");
            }
        }
        for (int i = countAt; i < registrationAt; i++) {
            assertThat(code(flipped(i, i % 8))).as("byte %d", i).isEqualTo("malformed");
        }
    }

    /// Every byte of circuit (tables, scales, ranges, C) and rows is in the digest: whatever still decodes is another key,
    /// for which neither the registration nor the proof holds.
    @Test
    void circuitAndRows() {
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = CIRCUIT; i < countAt; i++) {
            byte[] changed = flipped(i, i % 8);
            try {
                VerificationKey other = VerificationKey.decode(changed);
                assertThat(other.digest()).as("digest with byte %d changed", i).isNotEqualTo(key.digest());
                assertThat(other.encode()).as("one encoding").isEqualTo(changed);
                if (i % 11 == 0) {
                    assertThat(((Rejected) Verifier.of(other).verify(honestProof.proof(), null)).code()).isEqualTo("registration");
                    assertThat(((Rejected) Verifier.ofRebuilt(other).verify(honestProof.proof(), null)).code()).isEqualTo("key-digest");
                }
                answers.merge("another key", 1, Integer::sum);
            } catch (MalformedBytes e) {
                answers.merge("malformed", 1, Integer::sum);
            }
        }
        assertThat(answers).containsKeys("another key", "malformed");
    }

    @Test
    void registrationProof() {
        Set<String> reasons = new HashSet<>();
        for (int i = registrationAt; i < keyFile.length; i += 151) {
            byte[] changed = flipped(i, i % 8);
            assertThat(VerificationKey.decode(changed).digest()).as("the digest leaves registrations out").isEqualTo(key.digest());
            assertThat(code(changed)).as("byte %d", i).isEqualTo("registration");
            reasons.add(((Rejected) Verifier.of(VerificationKey.decode(changed)).verify(honestProof.proof(), null)).reason());
        }
        assertThat(reasons).hasSizeGreaterThan(1);
    }

    @Test
    void truncationsAndTrailingBytes() {
        Set<Integer> lengths = new TreeSet<>(
                List.of(CIRCUIT - 4, CIRCUIT, rowsAt, countAt, countAt + 1, registrationLengthAt, registrationAt, keyFile.length - 1));
        for (int n = 0; n < keyFile.length; n += 97) {
            lengths.add(n);
        }
        for (int n : lengths) {
            assertThatThrownBy(() -> VerificationKey.decode(Arrays.copyOf(keyFile, n))).as("%d bytes", n)
                    .isInstanceOf(MalformedBytes.class);
        }
        assertThatThrownBy(() -> VerificationKey.decode(Arrays.copyOf(keyFile, keyFile.length + 1))).isInstanceOf(MalformedBytes.class);
    }

    @Test
    void lyingLengths() {
        for (int at : new int[] {CIRCUIT - 4, registrationLengthAt}) {
            for (int lie : new int[] {0, 1, 1 << 20, Integer.MAX_VALUE, -1}) {
                byte[] changed = keyFile.clone();
                ByteBuffer.wrap(changed).putInt(at, lie);
                assertThat(code(changed)).isEqualTo("malformed");
            }
        }
        for (int count : new int[] {0, 2, 0xffff}) {
            byte[] changed = keyFile.clone();
            ByteBuffer.wrap(changed).putShort(countAt, (short) count);
            assertThat(code(changed)).isEqualTo("malformed");
        }
    }

    @Test
    void shortLongAndForeignRegistrations() {
        byte[] honest = key.registrations().getFirst();
        Map<String, byte[]> proofs = new LinkedHashMap<>();
        proofs.put("empty", new byte[0]);
        proofs.put("short", Arrays.copyOf(honest, honest.length - 32));
        proofs.put("long", Arrays.copyOf(honest, honest.length + 32));
        proofs.put("ragged", Arrays.copyOf(honest, honest.length + 1));
        proofs.put("an inference", Arrays.copyOf(honestProof.proof(), honest.length));
        proofs.forEach((name, bytes) -> {
            VerificationKey changed = ForgedKeys.withRows(key, rows(), List.of(bytes));
            assertThat(((Rejected) Verifier.of(changed).verify(honestProof.proof(), null)).code()).as(name).isEqualTo("registration");
        });
    }

    private static Map<Integer, G1[]> rows() {
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        key.circuit().tensors(TensorKind.WEIGHT).forEach(t -> rows.put(t.id(), key.rows(t.id())));
        return rows;
    }

    @Test
    void rowsOutOfOrderAreAnotherKey() {
        byte[] swapped = keyFile.clone();
        System.arraycopy(keyFile, rowsAt, swapped, rowsAt + 32, 32);
        System.arraycopy(keyFile, rowsAt + 32, swapped, rowsAt, 32);
        assertThat(VerificationKey.decode(swapped).digest()).isNotEqualTo(key.digest());
        assertThat(code(swapped)).isEqualTo("registration");
    }

    /// A key that the same owner makes from other weights: the proof belongs to the first.
    @Test
    void aProofIsForOneKey() {
        Map<Integer, long[]> others = new LinkedHashMap<>(SAMPLE.weights());
        others.replaceAll((id, values) -> {
            long[] changed = values.clone();
            changed[0] = changed[0] == 0 ? 1 : 0;
            return changed;
        });
        ProvingKey other = KeyGenerator.register(SAMPLE.circuit(), SAMPLE.program(), others, new byte[16], new byte[32],
                Workers.sequential(), ProvingListener.NONE);
        assertThat(((Rejected) Verifier.of(other.verificationKey()).verify(honestProof.proof(), null)).code()).isEqualTo("key-digest");
        byte[] relabelled = honestProof.proof().clone();
        System.arraycopy(other.verificationKey().digest(), 0, relabelled, 12 + 8, 32);
        assertThat(((Rejected) Verifier.of(other.verificationKey()).verify(relabelled, null)).code()).isEqualTo("opening-scalar");
    }

    /// The same model under the same seed is the same key; another version shares no row.
    @Test
    void versionsUnderOneSeedShareNoRow() {
        Set<G1> rows = new HashSet<>();
        int count = 0;
        for (int version = 0; version < 3; version++) {
            Map<Integer, long[]> weights = new LinkedHashMap<>();
            long last = version;
            SAMPLE.weights().forEach((id, values) -> weights.put(id, values.clone()));
            weights.values().iterator().next()[0] = last;
            VerificationKey key = KeyCommitment.commit(SAMPLE.circuit(), SAMPLE.program(), weights, new byte[16],
                    Workers.sequential()).verificationKey();
            for (var t : key.circuit().tensors(TensorKind.WEIGHT)) {
                rows.addAll(List.of(key.rows(t.id())));
                count += key.rows(t.id()).length;
            }
        }
        assertThat(rows).hasSize(count);
        assertThat(KeyCommitment.commit(SAMPLE.circuit(), SAMPLE.program(), SAMPLE.weights(), new byte[16],
                Workers.sequential()).verificationKey().digest()).isEqualTo(key.digest());
    }
}
