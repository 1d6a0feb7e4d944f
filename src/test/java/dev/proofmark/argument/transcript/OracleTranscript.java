package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.field.Fr;
import java.util.ArrayList;
import java.util.List;

/// A transcript that records every label and challenge, and may answer with challenges that were recorded before: a
/// random oracle that its user programs.
public final class OracleTranscript extends Transcript {
    /// A challenge, as the oracle gives it.
    ///
    /// @param consumed how many messages were read before it
    public record Drawn(Label label, Fr challenge, int consumed) {
    }

    private final List<Fr> frozen;
    private final List<Drawn> drawn = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private ReadingConversation conversation;
    private int start;

    /// @param frozen the answers, or null for honest ones
    public OracleTranscript(List<Fr> frozen) {
        this.frozen = frozen;
    }

    /// The conversation that reads messages for this transcript.
    public ReadingConversation read(byte[] messages, int from) {
        conversation = new ReadingConversation(this, messages, from);
        start = from;
        return conversation;
    }

    private int consumed() {
        return conversation == null ? 0 : (conversation.position() - start) / 32;
    }

    @Override
    void absorbing(Label label) {
        int message = consumed() - 1;
        if (message >= 0) {
            while (labels.size() <= message) {
                labels.add(null);
            }
            labels.set(message, label);
        }
    }

    @Override
    Fr drawn(Label label, Fr residue) {
        drawn.add(new Drawn(label, residue, consumed()));
        return frozen == null ? residue : frozen.get(drawn.size() - 1);
    }

    /// What the hash gave, frozen or not.
    public List<Drawn> drawn() {
        return drawn;
    }

    public List<Fr> challenges() {
        return drawn.stream().map(Drawn::challenge).toList();
    }

    /// The label under which each message was absorbed; null for one that was not.
    public List<Label> labels() {
        return labels;
    }
}
