package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import java.util.function.Supplier;

/// The verifier's side: reads every message from the proof's bytes, whose exact length was checked beforehand.
///
/// **Errors** `MalformedMessage` for a scalar that is not canonical or a point that is no point.
public final class ReadingConversation extends Conversation {
    private final Transcript transcript;
    private final byte[] messages;
    private int position;
    private G1[] expected = new G1[0];
    private int expectedFrom;

    public ReadingConversation(Transcript transcript, byte[] messages, int from) {
        this.transcript = transcript;
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
        expected = G1.decodeAll(messages, position, Math.min(count, (messages.length - position) / 32));
        expectedFrom = position;
        G1[] points = new G1[count];
        for (int i = 0; i < count; i++) {
            points[i] = point(label, ReadingConversation::unsaid);
        }
        return points;
    }

    private static G1 unsaid() {
        throw new IllegalStateException("this side computes no messages");
    }

    @Override
    protected G1 nextPoint(Supplier<G1> value) {
        int at = advance();
        int ahead = (at - expectedFrom) / 32;
        G1 point = ahead < expected.length ? expected[ahead] : G1.decode(messages, at);
        if (point == null) {
            throw new MalformedMessage("no point of the curve at byte " + at + " of the messages");
        }
        return point;
    }

    private Fr read() {
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
