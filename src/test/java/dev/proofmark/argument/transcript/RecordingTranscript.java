package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.field.Fr;
import java.util.ArrayList;
import java.util.List;

/// A transcript that keeps every challenge it draws.
public final class RecordingTranscript extends Transcript {
    /// One challenge with its label.
    public record Drawn(String label, Fr value) {
    }

    private final List<Drawn> challenges = new ArrayList<>();

    @Override
    Fr drawn(Label label, Fr residue) {
        challenges.add(new Drawn(label.text(), residue));
        return residue;
    }

    public List<Drawn> challenges() {
        return List.copyOf(challenges);
    }
}
