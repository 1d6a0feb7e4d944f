package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.Opening;
import dev.proofmark.argument.commitment.OpeningMessages;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.RecordingTranscript;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Port;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.ProofWalk;
import dev.proofmark.proving.proof.WalkMessages;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes the vectors: key, proof, statement and every challenge of tiny models, always from the same seeds.
final class ProofVector {
    static final List<String> NAMES = List.of("dense", "convolution", "forms", "settled", "offsets");

    private static final HexFormat HEX = HexFormat.of();

    private ProofVector() {
    }

    private static Sample sample(String name) {
        return switch (name) {
            case "dense" -> SampleCircuits.mlp(3, 2, 2, 3, 101);
            case "convolution" -> SampleCircuits.convolution(2, 5, 3, 4, 102);
            case "forms" -> SampleCircuits.forms();
            case "settled" -> SampleCircuits.settled();
            case "offsets" -> SampleCircuits.offsets(2);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static byte[] ascending(int from) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    static Map<String, JsonNode> all() {
        Map<String, JsonNode> vectors = new LinkedHashMap<>();
        NAMES.forEach(name -> vectors.put(name, of(name)));
        return vectors;
    }

    static JsonNode of(String name) {
        Sample sample = sample(name);
        ProvingKey key = KeyGenerator.register(sample.circuit(), sample.program(), sample.weights(), ascending(0), ascending(64),
                Workers.sequential(), ProvingListener.NONE);
        Port input = sample.circuit().inputs().getFirst();
        long[] x = SampleCircuits.input(input.shape().size(), (int) Math.min(30, input.range().high()), 103);
        Prover.Proof proof = new Prover(key).prove(new Prover.Request(Map.of("x", x), name.equals("dense"),
                "vector".getBytes(StandardCharsets.US_ASCII)), ascending(128), Workers.sequential(), ProvingListener.NONE);
        VerificationKey verificationKey = key.verificationKey();
        assertThat(Verifier.of(verificationKey).verify(proof.proof(), proof.statement())).isInstanceOf(Accepted.class);
        RecordingTranscript inference = new RecordingTranscript();
        Statement statement = Statement.decode(proof.statement(), verificationKey.circuit());
        statement.absorb(inference, verificationKey.circuit());
        walk(inference, verificationKey.circuit(), verificationKey.plan(), statement.publics(), proof.proof(),
                Format.HEADER_BYTES + 4 + proof.statement().length);
        RecordingTranscript registration = new RecordingTranscript();
        Statement.absorbRegistration(registration, verificationKey.digest());
        verificationKey.registrationCircuit().ifPresent(registered -> walk(registration, registered, ProofPlan.of(registered), Map.of(),
                verificationKey.registrations().getFirst(), 0));
        Map<String, Object> vector = new LinkedHashMap<>();
        vector.put("version", Format.VERSION);
        vector.put("source", "this project's own prover (docs/protocol.md); seed 00..1f, entropy 40..5f for the"
                + " registration and 80..9f for the proof");
        vector.put("key", HEX.formatHex(verificationKey.encode()));
        vector.put("keyDigest", HEX.formatHex(verificationKey.digest()));
        vector.put("statement", HEX.formatHex(proof.statement()));
        vector.put("proof", HEX.formatHex(proof.proof()));
        vector.put("outputs", Arrays.stream(proof.outputs().get("out")).boxed().toList());
        vector.put("registrationChallenges", challenges(registration));
        vector.put("proofChallenges", challenges(inference));
        return JsonMapper.builder().build().valueToTree(vector);
    }

    private static List<String> challenges(RecordingTranscript transcript) {
        return transcript.challenges().stream().map(c -> c.label() + " " + HEX.formatHex(c.value().encode())).toList();
    }

    /// The verifier's reading of a proof, for its challenges alone.
    private static void walk(RecordingTranscript transcript, Circuit circuit, ProofPlan plan, Map<Integer, long[]> publics,
            byte[] messages, int from) {
        ReadingConversation c = new ReadingConversation(transcript, messages, from);
        circuit.nodes().stream().filter(n -> n instanceof dev.proofmark.circuit.Tensor).map(n -> (dev.proofmark.circuit.Tensor) n)
                .filter(t -> t.kind() == dev.proofmark.circuit.TensorKind.WITNESS)
                .forEach(t -> points(c, Label.WITNESS_ROW, circuit.layout(t).sentRows().length));
        circuit.tables().forEach(t -> points(c, Label.MULTIPLICITY_ROW,
                circuit.layout(circuit.tensor(t.multiplicity())).sentRows().length));
        points(c, Label.PAD_ROW, plan.padRows(circuit));
        points(c, Label.FINAL_PAD_ROW, 1);
        ProofWalk.Result walked = ProofWalk.run(c, circuit, publics, WalkMessages.NONE, ProofWalk.StageListener.NONE);
        G1[] product = points(c, Label.PRODUCT_COMMITMENT, 3);
        Opening.run(c, circuit.columnBits(), plan.pads(), walked.claims(), walked.product(), product, OpeningMessages.NONE);
        assertThat(c.atEnd()).isTrue();
    }

    private static G1[] points(ReadingConversation c, Label label, int count) {
        G1[] points = new G1[count];
        for (int i = 0; i < count; i++) {
            points[i] = c.point(label, null);
        }
        return points;
    }
}
