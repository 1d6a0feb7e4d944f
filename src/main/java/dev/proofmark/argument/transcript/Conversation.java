package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import java.util.function.Supplier;

/// One side of the argument. Prover, verifier and planner run the same walk over this class; they differ only in where
/// the next message comes from: computed and written, read, or merely counted. Whatever is sent is absorbed here, before
/// it is returned, so no message can miss the transcript.
///
/// **Transcript** hidden messages and scalars as 32 bytes, points as 64-byte affine coordinates.
public abstract class Conversation {
    private final Relations relations = new Relations();
    private int challenges;
    private int pads;
    private int finalPads;

    /// Where messages that are not field elements or points of this class go: the transcript itself.
    protected abstract Transcript transcript();

    /// The padded form of a hidden message, from the value (prover) or the proof (verifier).
    protected abstract Fr nextHidden(Supplier<Fr> value, int pad);

    protected abstract Fr nextFinalHidden(Supplier<Fr> value, int pad);

    protected abstract Fr nextScalar(Supplier<Fr> value);

    protected abstract G1 nextPoint(Supplier<G1> value);

    public final Relations relations() {
        return relations;
    }

    /// A message that the verifier sees only under the next unused pad.
    public final AffineForm hidden(Label label, Supplier<Fr> value) {
        int pad = pads++;
        Fr padded = nextHidden(value, pad);
        transcript().absorb(label, padded);
        return AffineForm.padded(padded, pad);
    }

    /// A message of the opening, under the next unused pad of the final pad row.
    public final AffineForm finalHidden(Label label, Supplier<Fr> value) {
        int pad = finalPads++;
        Fr padded = nextFinalHidden(value, pad);
        transcript().absorb(label, padded);
        return AffineForm.padded(padded, pad);
    }

    /// A message in the clear.
    public final Fr scalar(Label label, Supplier<Fr> value) {
        Fr sent = nextScalar(value);
        transcript().absorb(label, sent);
        return sent;
    }

    public final G1 point(Label label, Supplier<G1> value) {
        G1 sent = nextPoint(value);
        transcript().absorb(label, sent);
        return sent;
    }

    public final Coordinate challenge(Label label) {
        return new Coordinate(challenges++, transcript().challenge(label));
    }

    public final Point challenges(Label label, int count) {
        Coordinate[] coordinates = new Coordinate[count];
        for (int i = 0; i < count; i++) {
            coordinates[i] = challenge(label);
        }
        return new Point(java.util.List.of(coordinates));
    }

    public final void grind(int iterations) {
        transcript().grind(iterations);
    }

    /// Whether values are needed that cost this many field operations: not where messages are merely counted.
    ///
    /// **Errors** `MalformedMessage` on the planner's side if all that a verifier would have to evaluate is too much.
    public boolean evaluates(long cost) {
        return true;
    }

    /// Pads used so far.
    public final int padsUsed() {
        return pads;
    }

    public final int finalPadsUsed() {
        return finalPads;
    }
}
