package dev.proofmark.proving.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.OracleTranscript;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.Relations;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A false contraction whose prover bends the product message until the batch's linear relation holds: only the product
/// relation is left to see it.
class ProductMessageTest {
    private static final Sample SAMPLE = AttackCircuits.broadcast();
    private static final Circuit CIRCUIT = SAMPLE.circuit();

    private final Fr[] pads = new Fr[2000];

    private ReadingConversation read(OracleTranscript transcript, byte[] messages, Map<Integer, long[]> publics) {
        ReadingConversation c = transcript.read(messages, 0);
        new WeakenedWalk(CIRCUIT, Weakness.NONE).run(c, publics, WalkMessages.NONE);
        return c;
    }

    private List<Fr> linear(byte[] messages, Map<Integer, long[]> publics) {
        return read(new OracleTranscript(null), messages, publics).relations().linear().stream().map(f -> f.value(pads)).toList();
    }

    private static byte[] plus(byte[] messages, int i, Fr difference) {
        byte[] changed = messages.clone();
        System.arraycopy(Fr.decode(messages, 32 * i).add(difference).encode(), 0, changed, 32 * i, 32);
        return changed;
    }

    @Test
    void onlyTheProductRelationSeesABentProduct() {
        Random random = new Random(6);
        Arrays.setAll(pads, i -> Fr.of(random.nextLong()));
        NodeValues values = new NodeValues(CIRCUIT, Workers.sequential());
        SAMPLE.weights().forEach((id, cells) -> values.set(id, IntegerTensor.ofLogical(CIRCUIT.node(id).shape(), cells)));
        values.set(CIRCUIT.inputs().getFirst().tensor(), IntegerTensor.of(new int[] {1, 2, 3, 0}));
        int square = CIRCUIT.nodes().stream().filter(n -> n instanceof Contract).findFirst().orElseThrow().id();
        values.set(square, IntegerTensor.of(new long[] {values.get(square).get(0) + 1}));
        WitnessGenerator.run(SAMPLE.program(), values);
        WitnessGenerator.countUses(values);
        assertThat(CIRCUIT.tables()).extracting(LookupTable::name).containsExactly("input");
        int out = CIRCUIT.tensors(TensorKind.PUBLIC).getFirst().id();
        Map<Integer, long[]> publics = Map.of(out, new long[] {values.get(out).get(0)});
        FieldValues claimed = new FieldValues(values, false);
        claimed.set(square, new Fr[] {Fr.of(values.get(square).get(0))});

        WritingConversation prover = new WritingConversation(new Transcript());
        prover.usePads(pads, new Fr[0]);
        WeakenedWalk walk = new WeakenedWalk(CIRCUIT, Weakness.NONE);
        walk.run(prover, publics, new PaddedProver(walk, claimed, prover));
        byte[] messages = prover.messages();
        OracleTranscript transcript = new OracleTranscript(null);
        read(transcript, messages, publics);
        int product = transcript.labels().indexOf(Label.BATCH_PRODUCT);
        List<Fr> before = linear(messages, publics);
        int broken = before.stream().filter(v -> !v.isZero()).map(before::indexOf).findFirst().orElseThrow();
        Fr perUnit = linear(plus(messages, product, Fr.ONE), publics).get(broken).subtract(before.get(broken));
        byte[] bent = plus(messages, product, before.get(broken).negate().multiply(perUnit.inverse()));

        Relations relations = read(new OracleTranscript(null), bent, publics).relations();
        assertThat(relations.linear()).allMatch(f -> f.value(pads).isZero());
        assertThat(relations.products().stream().filter(r -> !r.a().value(pads).multiply(r.b().value(pads)).equals(r.c().value(pads))))
                .hasSize(1);
    }
}
