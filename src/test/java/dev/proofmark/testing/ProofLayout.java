package dev.proofmark.testing;

import dev.proofmark.argument.transcript.Label;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.verifier.FrozenVerifier;
import java.util.ArrayList;
import java.util.List;

/// The named parts of a proof file, in order and without gaps.
public final class ProofLayout {
    /// @param name  several parts may share one
    /// @param index which of them it is
    public record Part(String name, int index, int from, int to) {
    }

    private final List<Part> parts = new ArrayList<>();
    private int at;

    private ProofLayout() {
    }

    public static List<Part> of(byte[] proof, VerificationKey key) {
        ProofLayout layout = new ProofLayout();
        Circuit circuit = key.circuit();
        Statement statement = FrozenVerifier.statement(proof, key);
        layout.header("proof");
        layout.part("statement-length", 4);
        layout.header("statement");
        layout.part("key-digest", 32);
        layout.part("context-length", 4);
        layout.part("context", statement.context().length);
        layout.part("visibility", 1);
        circuit.tensors(TensorKind.PUBLIC).forEach(t -> layout.parts("public-value", t.shape().size()));
        if (statement.inputsPublic()) {
            for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
                layout.parts("input-value", t.shape().size());
                layout.parts("input-blinding", circuit.layout(t).sentRows().length);
            }
        }
        circuit.tensors(TensorKind.INPUT).forEach(t -> layout.parts("input-row", circuit.layout(t).sentRows().length));
        FrozenVerifier run = new FrozenVerifier(key, statement, proof, layout.at, null);
        int responses = 0;
        for (Label label : run.transcript().labels()) {
            responses += label == Label.RESPONSE ? 1 : 0;
        }
        int openings = responses - 7;
        for (Label label : run.transcript().labels()) {
            layout.part(label != Label.RESPONSE ? label.text() : openings-- > 0 ? "opened-cell" : "opened-blinding", 32);
        }
        if (layout.at != proof.length) {
            throw new IllegalStateException("parts end at " + layout.at + " of " + proof.length);
        }
        return layout.parts;
    }

    private void header(String of) {
        part(of + "-magic", 4);
        part(of + "-version", 2);
        part(of + "-curve", 1);
        part(of + "-profile", 1);
    }

    private void parts(String name, int count) {
        for (int i = 0; i < count; i++) {
            part(name, 32);
        }
    }

    private void part(String name, int length) {
        int index = (int) parts.stream().filter(p -> p.name().equals(name)).count();
        parts.add(new Part(name, index, at, at + length));
        at += length;
    }
}
