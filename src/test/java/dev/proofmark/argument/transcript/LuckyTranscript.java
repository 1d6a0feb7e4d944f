package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.field.Fr;
import java.util.Map;

/// A transcript in which some challenges are what somebody hoped for; the others are honest.
public final class LuckyTranscript extends Transcript {
    private final Map<Label, Fr> hoped;

    public LuckyTranscript(Map<Label, Fr> hoped) {
        this.hoped = hoped;
    }

    @Override
    Fr drawn(Label label, Fr residue) {
        return hoped.getOrDefault(label, residue);
    }
}
