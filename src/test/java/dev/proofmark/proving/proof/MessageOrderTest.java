package dev.proofmark.proving.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.OracleTranscript;
import dev.proofmark.argument.transcript.OracleTranscript.Drawn;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.testing.AttackCircuits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which messages and challenges the walk has where the vectors' circuits do not show it: what is public is no message, what
/// nobody claims is no instance, a relation between tensors alone is reduced too.
class MessageOrderTest {
    private static final int[] AXIS = {0};

    private record Walked(List<Label> messages, List<Label> challenges, int relations) {
    }

    private static Walked walk(Circuit circuit) {
        Map<Integer, long[]> publics = new HashMap<>();
        circuit.tensors(TensorKind.PUBLIC).forEach(t -> publics.put(t.id(), new long[t.shape().size()]));
        OracleTranscript transcript = new OracleTranscript(null);
        ReadingConversation c = transcript.read(new byte[32 * 1000], 0);
        ProofWalk.run(c, circuit, publics, WalkMessages.NONE, ProofWalk.StageListener.NONE);
        return new Walked(transcript.labels(), transcript.drawn().stream().map(Drawn::label).toList(), c.relations().linear().size());
    }

    private static int input(CircuitBuilder b) {
        int x = b.input("x", Shape.of(2));
        b.lookup(b.rangeTable("bits", IntegerRange.unsigned(1)), x);
        b.inputPort("x", x, Shape.of(2), PortScale.uniform(1), IntegerRange.unsigned(1));
        return x;
    }

    private static List<Label> from(Label first, List<Label> labels) {
        List<Label> rest = new ArrayList<>(labels.subList(labels.lastIndexOf(first) + 1, labels.size()));
        rest.removeIf(label -> label == Label.PRODUCT_ROUND || label == Label.PRODUCT_TAU || label == Label.PRODUCT_BIND);
        return rest;
    }

    @Test
    void aConstantFactorTakesNoProduct() {
        Walked walked = walk(AttackCircuits.constant().circuit());
        assertThat(from(Label.LEAF_COLUMN, walked.messages())).containsExactly(Label.COMBINE_OPERAND, Label.BATCH_ROUND, Label.BATCH_ROUND,
                Label.BATCH_ROUND, Label.BATCH_ROUND, Label.BATCH_OPERAND);
        for (boolean first : new boolean[] {true, false}) {
            CircuitBuilder b = new CircuitBuilder();
            int x = input(b);
            int c = b.constant("c", Shape.of(2), new long[] {1, 2});
            b.zero(first ? b.contract(c, AXIS, x, AXIS, new int[0]) : b.contract(x, AXIS, c, AXIS, new int[0]));
            assertThat(walk(b.build(2)).messages()).doesNotContain(Label.BATCH_PRODUCT).contains(Label.BATCH_OPERAND);
        }
    }

    @Test
    void whatNobodyClaimsIsNoInstance() {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b);
        b.contract(x, AXIS, x, AXIS, AXIS);
        Walked walked = walk(b.build(2));
        assertThat(walked.challenges()).doesNotContain(Label.BATCH, Label.BATCH_BIND);
        assertThat(walked.messages()).doesNotContain(Label.BATCH_ROUND);
        assertThat(walked.relations()).isEqualTo(2);
    }

    /// The second claim of a node at one point is a relation between the two: of the one message that was sent for the first.
    @Test
    void aSecondClaimAtOnePointIsARelation() {
        Circuit circuit = AttackCircuits.claimedTwice().circuit();
        OracleTranscript transcript = new OracleTranscript(null);
        ReadingConversation c = transcript.read(new byte[32 * 1000], 0);
        int out = circuit.tensors(TensorKind.PUBLIC).getFirst().id();
        ProofWalk.run(c, circuit, Map.of(out, new long[1]), WalkMessages.NONE, ProofWalk.StageListener.NONE);
        Fr[] slots = new Fr[c.padsUsed()];
        Arrays.fill(slots, Fr.ZERO);
        c.relations().linear().get(2).addCoefficients(Fr.ONE, slots);
        assertThat(slots).filteredOn(slot -> !slot.isZero()).hasSize(1);
        assertThat(c.relations().linear()).hasSize(4);
    }

    /// x - y = 0 between tensors alone: one relation more than the two of the leaves, and a message for what is not public.
    @Test
    void relationsBetweenTensorsAreReduced() {
        CircuitBuilder b = new CircuitBuilder();
        int x = input(b);
        int y = b.publicTensor("y", Shape.of(2), IntegerRange.unsigned(1));
        b.outputPort("y", y, Shape.of(2), PortScale.uniform(1), IntegerRange.unsigned(1));
        b.zero(b.combine(Shape.of(2), Coefficient.ZERO, Term.of(x, Coefficient.ONE, 1), Term.of(y, Coefficient.MINUS_ONE, 1)));
        Walked walked = walk(b.build(2));
        assertThat(walked.relations()).isEqualTo(3);
        assertThat(from(Label.LEAF_COLUMN, walked.messages())).containsExactly(Label.COMBINE_OPERAND);
        assertThat(walked.challenges()).contains(Label.ZERO_POINT).doesNotContain(Label.BATCH);
    }
}
