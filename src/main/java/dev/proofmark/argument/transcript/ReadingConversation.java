package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import java.util.function.Supplier;

/// The verifier's side: reads every message from the proof's bytes, whose exact length was checked beforehand.
///
/// **Errors** `MalformedMessage` for a scalar that is not canonical or a point that is no point.
public final class ReadingConversation extends Conversation {
    private static final int POINTS_AT_ONCE = 1 << 12;

    private final Transcript transcript;
    private final WorkBudget budget;
    private final byte[] messages;
    private int position;
    private G1[] expected = new G1[0];
    private int expectedFrom;

    public ReadingConversation(Transcript transcript, byte[] messages, int from) {
        this(transcript, messages, from, WorkBudget.counted(() -> {}));
    }

    /// @param budget is charged for every message before it is decoded, and for what the walk announces
    public ReadingConversation(Transcript transcript, byte[] messages, int from, WorkBudget budget) {
        this.transcript = transcript;
        this.budget = budget;
        this.messages = messages;
        this.position = from;
    }

    /// Offset of the next message.
    int position() {
        return position;
    }

    public boolean atEnd() {
        return position == messages.length;
    }

    @Override
    protected Transcript transcript() {
        return transcript;
    }

    @Override
    public void charge(Work work, long times) {
        budget.charge(work, times);
    }

    @Override
    protected Fr nextHidden(Supplier<Fr> value, int pad) {
        return read();
    }

    @Override
    protected Fr nextFinalHidden(Supplier<Fr> value, int pad) {
        return read();
    }

    @Override
    protected Fr nextScalar(Supplier<Fr> value) {
        return read();
    }

    /// Several points, one message after the other: decoding them together is several times faster.
    public G1[] points(Label label, int count) {
        G1[] points = new G1[count];
        for (int i = 0; i < count; i++) {
            if (i % POINTS_AT_ONCE == 0) {
                decodeAhead(Math.min(count - i, POINTS_AT_ONCE));
            }
            points[i] = point(label, ReadingConversation::unsaid);
        }
        return points;
    }

    private void decodeAhead(int wanted) {
        int count = Math.min(wanted, (messages.length - position) / 32);
        budget.charge(Work.POINT, count);
        expected = G1.decodeAll(messages, position, count);
        expectedFrom = position;
    }

    private static G1 unsaid() {
        throw new IllegalStateException("this side computes no messages");
    }

    @Override
    protected G1 nextPoint(Supplier<G1> value) {
        int at = advance();
        int ahead = (at - expectedFrom) / 32;
        G1 point = ahead < expected.length ? expected[ahead] : single(at);
        if (point == null) {
            throw new MalformedMessage("no point of the curve at byte " + at + " of the messages");
        }
        return point;
    }

    private G1 single(int at) {
        budget.charge(Work.POINT, 1);
        return G1.decode(messages, at);
    }

    private Fr read() {
        budget.charge(Work.SCALAR, 1);
        int at = advance();
        Fr value = Fr.decode(messages, at);
        if (value == null) {
            throw new MalformedMessage("no canonical scalar at byte " + at + " of the messages");
        }
        return value;
    }

    private int advance() {
        if (messages.length - position < 32) {
            throw new MalformedMessage("messages end at byte " + messages.length);
        }
        position += 32;
        return position - 32;
    }
}
