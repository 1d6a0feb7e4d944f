package dev.proofmark.argument.transcript.prover;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Transcript;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;

/// The prover's side: computes messages, pads the hidden ones and appends everything to the proof.
///
/// **Requires** `usePads` before the first hidden message. **Errors** `IllegalStateException` when pads run out: each is
/// used once.
public final class WritingConversation extends Conversation {
    private final Transcript transcript;
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private Fr[] pads = new Fr[0];
    private Fr[] finalPads = new Fr[0];

    public WritingConversation(Transcript transcript) {
        this.transcript = transcript;
    }

    public void usePads(Fr[] pads, Fr[] finalPads) {
        this.pads = pads;
        this.finalPads = finalPads;
    }

    /// The value behind a form over the main pads.
    public Fr reveal(AffineForm form) {
        return form.value(pads);
    }

    public byte[] messages() {
        return messages.toByteArray();
    }

    @Override
    protected Transcript transcript() {
        return transcript;
    }

    @Override
    protected Fr nextHidden(Supplier<Fr> value, int pad) {
        return write(pad(value.get(), pads, pad));
    }

    @Override
    protected Fr nextFinalHidden(Supplier<Fr> value, int pad) {
        return write(pad(value.get(), finalPads, pad));
    }

    @Override
    protected Fr nextScalar(Supplier<Fr> value) {
        return write(value.get());
    }

    @Override
    protected G1 nextPoint(Supplier<G1> value) {
        G1 point = value.get();
        messages.writeBytes(point.encode());
        return point;
    }

    private static Fr pad(Fr value, Fr[] pads, int pad) {
        if (pad >= pads.length) {
            throw new IllegalStateException("no unused pad left: " + pads.length + " were committed");
        }
        return value.add(pads[pad]);
    }

    private Fr write(Fr value) {
        messages.writeBytes(value.encode());
        return value;
    }
}
