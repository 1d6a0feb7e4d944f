package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.testing.ProofLayout;
import dev.proofmark.testing.ProofLayout.Part;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every part of a proof file changed in every way that a file can be: refused with a reason, never an exception.
class TamperedProofTest {
    private static final String MALFORMED = "malformed";
    private static final String MESSAGE = "malformed-message";
    private static final String SCALAR = "opening-scalar";
    private static final String GROUP = "opening-group";

    /// What a flipped bit may lead to, by part. A part without an entry is a message before the last response.
    private static final Map<String, Set<String>> MANIFEST = new LinkedHashMap<>();

    static {
        for (String header : List.of("proof", "statement")) {
            for (String field : List.of("magic", "version", "curve", "profile")) {
                MANIFEST.put(header + "-" + field, Set.of(MALFORMED));
            }
        }
        MANIFEST.put("statement-length", Set.of(MALFORMED));
        MANIFEST.put("key-digest", Set.of("key-digest"));
        MANIFEST.put("context-length", Set.of(MALFORMED));
        MANIFEST.put("context", Set.of(SCALAR));
        MANIFEST.put("visibility", Set.of(MALFORMED));
        MANIFEST.put("public-value", Set.of(MALFORMED, SCALAR));
        MANIFEST.put("input-value", Set.of(MALFORMED, "input-commitment"));
        MANIFEST.put("input-blinding", Set.of(MALFORMED, "input-commitment"));
        MANIFEST.put("opened-cell", Set.of(MESSAGE, SCALAR));
        MANIFEST.put("opened-blinding", Set.of(MESSAGE, GROUP));
    }

    private static final Set<String> MESSAGES = Set.of(MESSAGE, SCALAR);
    private static final Set<String> POINTS = Set.of("input-row", "witness-row", "multiplicity-row", "pad-row", "final-pad-row",
            "product-commitment", "mask-commitment");

    private static final Sample SAMPLE = SampleCircuits.convolution(2, 5, 3, 4, 5);
    private static ProvingKey key;
    private static Verifier verifier;
    private static Prover.Proof privateInput;
    private static Prover.Proof publicInput;

    @BeforeAll
    static void prepare() {
        key = KeyCommitment.commit(SAMPLE.circuit(), SAMPLE.program(), SAMPLE.weights(), new byte[16], Workers.sequential());
        verifier = Verifier.ofRebuilt(key.verificationKey());
        privateInput = prove(false);
        publicInput = prove(true);
    }

    private static Prover.Proof prove(boolean open) {
        return new Prover(key).prove(new Prover.Request(Map.of("x", SampleCircuits.input(10, 30, 2)), open, new byte[] {1, 2, 3}),
                new byte[32], Workers.sequential(), ProvingListener.NONE);
    }

    private static String code(byte[] proof) {
        return switch (verifier.verify(proof, null)) {
            case Accepted a -> "accepted";
            case Rejected r -> r.code();
        };
    }

    private static List<Part> layout(Prover.Proof proof) {
        return ProofLayout.of(proof.proof(), key.verificationKey());
    }

    private static byte[] with(byte[] proof, Part part, byte[] content) {
        byte[] changed = proof.clone();
        System.arraycopy(content, 0, changed, part.from(), part.to() - part.from());
        return changed;
    }

    /// The first, the middle and the last of every name.
    private static List<Part> sampled(List<Part> layout) {
        Map<String, List<Part>> byName = new LinkedHashMap<>();
        layout.forEach(p -> byName.computeIfAbsent(p.name(), k -> new ArrayList<>()).add(p));
        List<Part> chosen = new ArrayList<>();
        byName.values().forEach(all -> Stream.of(0, all.size() / 2, all.size() - 1).distinct()
                .forEach(i -> chosen.add(all.get(i))));
        return chosen;
    }

    @Test
    void theProofsThemselvesAreAccepted() {
        assertThat(verifier.verify(privateInput.proof(), privateInput.statement())).isInstanceOf(Accepted.class);
        assertThat(verifier.verify(publicInput.proof(), publicInput.statement())).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyFlippedBitIsRefusedForItsReason(boolean open) {
        byte[] proof = (open ? publicInput : privateInput).proof();
        Random random = new Random(8);
        for (Part part : sampled(layout(open ? publicInput : privateInput))) {
            int bits = 8 * (part.to() - part.from());
            for (int bit : new TreeSet<>(Arrays.asList(0, 1, bits - 1, random.nextInt(bits)))) {
                byte[] changed = proof.clone();
                changed[part.from() + bit / 8] ^= (byte) (0x80 >> bit % 8);
                assertThat(MANIFEST.getOrDefault(part.name(), POINTS.contains(part.name()) && part.name().equals("input-row")
                        ? Set.of(MALFORMED, SCALAR, "input-commitment") : MESSAGES))
                        .as("bit %d of %s", bit, part).contains(code(changed));
            }
        }
    }

    @Test
    void everyWrongScalarAndPointEncodingIsMalformed() {
        BigInteger r = Fr.order();
        BigInteger p = Fp.order();
        List<byte[]> scalars = List.of(bytes(r), bytes(r.add(BigInteger.ONE)), filled(0xff));
        List<byte[]> points =
                new ArrayList<>(List.of(bytes(p), bytes(p.add(BigInteger.ONE)), filled(0), filled(0xff), offCurve(), withBit254()));
        for (Part part : sampled(layout(publicInput))) {
            boolean point = POINTS.contains(part.name());
            boolean field = part.to() - part.from() == 32 && !part.name().equals("key-digest");
            boolean inStatement = Set.of("public-value", "input-value", "input-blinding", "input-row").contains(part.name());
            if (field) {
                for (byte[] content : point ? points : scalars) {
                    assertThat(code(with(publicInput.proof(), part, content))).as(part.toString())
                            .isEqualTo(inStatement ? MALFORMED : MESSAGE);
                }
            }
        }
    }

    private static byte[] bytes(BigInteger value) {
        byte[] all = ByteBuffer.allocate(33).put(1, value.toByteArray(), value.toByteArray().length - 32, 32).array();
        return Arrays.copyOfRange(all, 1, 33);
    }

    private static byte[] filled(int value) {
        byte[] all = new byte[32];
        Arrays.fill(all, (byte) value);
        return all;
    }

    private static byte[] offCurve() {
        byte[] x = new byte[32];
        do {
            x[31]++;
        } while (G1.decode(x, 0) != null);
        return x;
    }

    private static byte[] withBit254() {
        byte[] x = G1.GENERATOR.encode();
        x[0] |= 0x40;
        return x;
    }

    @Test
    void everyTruncationIsMalformed() {
        for (Prover.Proof whole : List.of(privateInput, publicInput)) {
            Set<Integer> lengths = new TreeSet<>();
            layout(whole).forEach(part -> lengths.add(part.from()));
            for (int n = 0; n < whole.proof().length; n += 97) {
                lengths.add(n);
            }
            lengths.add(whole.proof().length - 1);
            for (int n : lengths) {
                assertThat(code(Arrays.copyOf(whole.proof(), n))).as("%d bytes", n).isEqualTo(MALFORMED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 64, 1 << 20})
    void trailingBytesAreMalformed(int extra) {
        assertThat(code(Arrays.copyOf(privateInput.proof(), privateInput.proof().length + extra))).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statement-length", "context-length"})
    void lyingLengthsAreMalformedAndAllocateNothing(String name) {
        Part part = layout(privateInput).stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
        int honest = ByteBuffer.wrap(privateInput.proof()).getInt(part.from());
        for (int lie : new int[] {0, honest - 1, honest + 1, honest + 32, honest - 32, 1 << 16, (1 << 16) + 1, Integer.MAX_VALUE, -1,
            Integer.MIN_VALUE}) {
            byte[] changed = with(privateInput.proof(), part, ByteBuffer.allocate(4).putInt(lie).array());
            long before = allocated();
            assertThat(code(changed)).as("%s %d", name, lie).isEqualTo(MALFORMED);
            assertThat(allocated() - before).as("bytes allocated for %s %d", name, lie).isLessThan(1 << 20);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void missingExtraAndReorderedPartsAreRefused() {
        List<Part> layout = layout(privateInput);
        byte[] proof = privateInput.proof();
        int digestEnd = layout.stream().filter(p -> p.name().equals("key-digest")).findFirst().orElseThrow().to();
        for (Part part : sampled(layout)) {
            byte[] without = ByteBuffer.allocate(proof.length - part.to() + part.from())
                    .put(proof, 0, part.from()).put(proof, part.to(), proof.length - part.to()).array();
            assertThat(code(without)).as("without " + part)
                    .isIn(part.from() < digestEnd ? List.of(MALFORMED, "key-digest") : List.of(MALFORMED));
            byte[] twice = ByteBuffer.allocate(proof.length + part.to() - part.from())
                    .put(proof, 0, part.to()).put(proof, part.from(), proof.length - part.from()).array();
            assertThat(code(twice)).as("twice " + part)
                    .isIn(part.from() < digestEnd ? List.of(MALFORMED, "key-digest") : List.of(MALFORMED));
        }
        for (int i = 1; i < layout.size(); i++) {
            Part first = layout.get(i - 1);
            Part second = layout.get(i);
            boolean sampled = first.index() < 2 || i % 17 == 0;
            if (sampled && first.name().equals(second.name())) {
                byte[] a = Arrays.copyOfRange(proof, first.from(), first.to());
                byte[] b = Arrays.copyOfRange(proof, second.from(), second.to());
                byte[] swapped = with(with(proof, first, b), second, a);
                assertThat(code(swapped)).as("%s and %s swapped", first, second).isIn(Arrays.equals(a, b) ? "accepted" : SCALAR, SCALAR,
                        GROUP);
            }
        }
    }

    @Test
    void theStatementBesideMustBeTheOneInside() {
        byte[] statement = privateInput.statement();
        for (int i = 0; i < statement.length; i += 5) {
            byte[] changed = statement.clone();
            changed[i] ^= 1;
            VerificationResult result = verifier.verify(privateInput.proof(), changed);
            assertThat(((Rejected) result).code()).isEqualTo("statement");
        }
        for (byte[] other : List.of(new byte[0], Arrays.copyOf(statement, statement.length - 1),
                Arrays.copyOf(statement, statement.length + 1))) {
            assertThat(((Rejected) verifier.verify(privateInput.proof(), other)).code()).isEqualTo("statement");
        }
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(3);
        for (int n : new int[] {0, 1, 8, 12, 100, privateInput.proof().length}) {
            byte[] noise = new byte[n];
            random.nextBytes(noise);
            assertThat(code(noise)).isEqualTo(MALFORMED);
            System.arraycopy(privateInput.proof(), 0, noise, 0, Math.min(n, 12 + privateInput.statement().length));
            assertThat(code(noise)).isIn(MALFORMED, MESSAGE);
        }
    }
}
