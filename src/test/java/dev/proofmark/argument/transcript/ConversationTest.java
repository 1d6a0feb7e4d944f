package dev.proofmark.argument.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.budget.WorkExceeded;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is written is read; what is no message is refused; what is too much is not planned.
class ConversationTest {
    private static final Fr[] PADS = {Fr.of(11), Fr.of(12), Fr.of(13)};
    private static final Fr[] FINAL_PADS = {Fr.of(21), Fr.of(22)};
    private static final List<G1> POINTS = List.of(G1.GENERATOR, G1.GENERATOR.multiply(Fr.of(2)), G1.GENERATOR.multiply(Fr.of(3)));

    private static byte[] written() {
        WritingConversation c = new WritingConversation(new Transcript());
        POINTS.forEach(point -> c.point(Label.WITNESS_ROW, () -> point));
        c.usePads(PADS, FINAL_PADS);
        c.hidden(Label.LOGUP_ROUND, () -> Fr.of(1));
        c.hidden(Label.LOGUP_ROUND, () -> Fr.of(2));
        c.finalHidden(Label.OPENING_ROUND, () -> Fr.of(3));
        c.scalar(Label.RESPONSE, () -> Fr.of(4));
        c.point(Label.MASK_COMMITMENT, POINTS::getLast);
        return c.messages();
    }

    @Test
    void whatIsWrittenIsRead() {
        Transcript transcript = new Transcript();
        ReadingConversation c = new ReadingConversation(transcript, written(), 0);
        assertThat(c.points(Label.WITNESS_ROW, 3)).containsExactlyElementsOf(POINTS);
        assertThat(c.hidden(Label.LOGUP_ROUND, null).value(PADS)).isEqualTo(Fr.of(1));
        assertThat(c.hidden(Label.LOGUP_ROUND, null).value(PADS)).isEqualTo(Fr.of(2));
        assertThat(c.finalHidden(Label.OPENING_ROUND, null).value(FINAL_PADS)).isEqualTo(Fr.of(3));
        assertThat(c.scalar(Label.RESPONSE, null)).isEqualTo(Fr.of(4));
        assertThat(c.atEnd()).isFalse();
        assertThat(c.point(Label.MASK_COMMITMENT, null)).isEqualTo(POINTS.getLast());
        assertThat(c.atEnd()).isTrue();
        assertThat(c.padsUsed()).isEqualTo(2);
        assertThat(c.finalPadsUsed()).isEqualTo(1);
        assertThat(c.evaluates()).isTrue();
        Coordinate first = c.challenge(Label.ALPHA);
        Point more = c.challenges(Label.PRODUCT_TAU, 2);
        assertThat(List.of(first.variable(), more.get(0).variable(), more.get(1).variable())).containsExactly(0, 1, 2);
    }

    /// Many points are decoded ahead: the others are refused where they stand, and so is one that is missing.
    @Test
    void whatIsNoMessageIsRefused() {
        byte[] messages = written();
        for (int at : new int[] {0, 32, 64}) {
            byte[] changed = messages.clone();
            Arrays.fill(changed, at, at + 32, (byte) 0xff);
            assertThatThrownBy(() -> new ReadingConversation(new Transcript(), changed, 0).points(Label.WITNESS_ROW, 3))
                    .isInstanceOf(MalformedMessage.class).hasMessageContaining("byte " + at);
            assertThatThrownBy(() -> {
                ReadingConversation single = new ReadingConversation(new Transcript(), changed, at);
                single.point(Label.WITNESS_ROW, null);
            }).isInstanceOf(MalformedMessage.class);
        }
        byte[] changed = messages.clone();
        Arrays.fill(changed, 96, 128, (byte) 0xff);
        assertThatThrownBy(() -> new ReadingConversation(new Transcript(), changed, 96).hidden(Label.LOGUP_ROUND, null))
                .isInstanceOf(MalformedMessage.class).hasMessageContaining("scalar");
        for (int length : new int[] {0, 31}) {
            assertThatThrownBy(
                    () -> new ReadingConversation(new Transcript(), Arrays.copyOf(messages, length), 0).scalar(Label.RESPONSE, null))
                    .isInstanceOf(MalformedMessage.class).hasMessageContaining("end");
            assertThatThrownBy(
                    () -> new ReadingConversation(new Transcript(), Arrays.copyOf(messages, 32 + length), 0).points(Label.WITNESS_ROW, 2))
                    .isInstanceOf(MalformedMessage.class).hasMessageContaining("end");
        }
        assertThat(new ReadingConversation(new Transcript(), Arrays.copyOf(messages, 32), 0).point(Label.WITNESS_ROW, null))
                .isEqualTo(POINTS.getFirst());
    }

    @Test
    void aPadIsUsedOnce() {
        WritingConversation c = new WritingConversation(new Transcript());
        c.usePads(PADS, FINAL_PADS);
        for (int i = 0; i < PADS.length; i++) {
            c.hidden(Label.LOGUP_ROUND, () -> Fr.ZERO);
        }
        assertThatThrownBy(() -> c.hidden(Label.LOGUP_ROUND, () -> Fr.ZERO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsMessagesUpToTheirLimit() {
        CountingConversation c = new CountingConversation();
        for (int i = 0; i < 1 << 20; i++) {
            switch (i % 3) {
                case 0 -> c.scalar(Label.RESPONSE, null);
                case 1 -> c.point(Label.PAD_ROW, null);
                default -> c.finalHidden(Label.OPENING_ROUND, null);
            }
        }
        assertThat(c.messages()).isEqualTo(1 << 20);
        assertThatThrownBy(() -> c.scalar(Label.RESPONSE, null)).isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("1048576 messages");
    }

    @Test
    void countsHiddenMessagesUpToTheirLimit() {
        CountingConversation c = new CountingConversation();
        for (int i = 0; i < 1 << 16; i++) {
            c.hidden(Label.LEAF_COLUMN, null);
        }
        assertThat(c.padsUsed()).isEqualTo(1 << 16);
        assertThat(c.messages()).isEqualTo(1 << 16);
        assertThatThrownBy(() -> c.hidden(Label.LEAF_COLUMN, null)).isInstanceOf(MalformedMessage.class).hasMessageContaining("hidden");
    }

    @Test
    void countsWorkUpToItsLimitAndEvaluatesNothing() {
        CountingConversation c = new CountingConversation();
        assertThat(c.evaluates()).isFalse();
        c.charge(Work.INDEX, WorkBudget.EVALUATION / 2);
        assertThat(c.evaluation()).isEqualTo(WorkBudget.EVALUATION);
        assertThatThrownBy(() -> c.charge(Work.ENTRY, 1)).isInstanceOf(WorkExceeded.class).hasMessageContaining("operations");
    }

    /// Points are compared by which challenges they are, never by values.
    @Test
    void coordinatesAreTheirChallenges() {
        Coordinate two = new Coordinate(2, Fr.ONE);
        assertThat(two).isEqualTo(new Coordinate(2, Fr.ZERO)).hasSameHashCodeAs(new Coordinate(2, Fr.ZERO));
        assertThat(two).isNotEqualTo(new Coordinate(3, Fr.ONE)).isNotEqualTo(Coordinate.ZERO).isNotEqualTo("2");
        Point point = new Point(List.of(two, Coordinate.ZERO));
        assertThat(point.leadingZeros(3).coordinates()).containsExactly(Coordinate.ZERO, two, Coordinate.ZERO);
        assertThat(point.last(1)).isEqualTo(point.slice(1, 2));
        assertThat(point.then(point).size()).isEqualTo(4);
        assertThat(point.values()).containsExactly(Fr.ONE, Fr.ZERO);
        assertThat(point.value(0)).isEqualTo(Fr.ONE);
    }
}
