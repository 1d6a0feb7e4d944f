package dev.proofmark.service.proofs;

import dev.proofmark.service.artifacts.ArtifactKind;
import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.NamedArtifact;
import dev.proofmark.service.database.JsonColumn;
import dev.proofmark.service.jobs.Job;
import dev.proofmark.service.jobs.JobOrder;
import dev.proofmark.service.models.Model;
import dev.proofmark.service.models.PublicKey;
import dev.proofmark.service.tensors.Tensor;
import dev.proofmark.service.tensors.TensorView;
import dev.proofmark.service.tensors.Visibility;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// A proof's row: what was asked and what came of it.
@Entity
public class Proof extends JobOrder {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "model_id", updatable = false)
    private Model model;

    @Enumerated(EnumType.STRING)
    private Visibility inputVisibility;

    private String context;
    private String inputArtifact;
    private Integer keyFormat;
    private String statementArtifact;
    private String proofArtifact;

    private String outputs;
    private String outputsArtifact;

    protected Proof() {}

    Proof(UUID id, Job job, Model model, Visibility inputVisibility, String context, ArtifactRef input) {
        super(id, job);
        this.model = model;
        this.inputVisibility = inputVisibility;
        this.context = context;
        this.inputArtifact = input.toString();
    }

    public Model model() {
        return model;
    }

    Visibility inputVisibility() {
        return inputVisibility;
    }

    String context() {
        return context;
    }

    ArtifactRef input() {
        return ArtifactRef.parseNullable(inputArtifact);
    }

    public ArtifactRef statement() {
        return ArtifactRef.parseNullable(statementArtifact);
    }

    public ArtifactRef proof() {
        return ArtifactRef.parseNullable(proofArtifact);
    }

    /// The key that the proof was made under, which its statement names; null before there is a proof.
    PublicKey key() {
        return keyFormat == null ? null : model.publicKey(keyFormat);
    }

    /// What the statement shows; null where it shows none.
    Map<String, TensorView> outputs() {
        return outputs == null ? null : JsonColumn.read(outputs, TensorView.ByName.class);
    }

    /// Where the outputs are sealed that no statement shows; null where there are none.
    ArtifactRef hiddenOutputs() {
        return ArtifactRef.parseNullable(outputsArtifact);
    }

    /// One of the artefacts above with its name, for a proof that has it.
    public NamedArtifact named(ArtifactKind kind) {
        return new NamedArtifact(kind, "proof " + id(), switch (kind) {
            case INPUT -> input();
            case OUTPUTS -> hiddenOutputs();
            case STATEMENT -> statement();
            case PROOF -> proof();
            case MODEL_FILE, PLAN, PROVING_KEY, VERIFICATION_KEY ->
                    throw new IllegalArgumentException("a proof has no " + kind + " of its own");
        });
    }

    /// All artefacts that this row names.
    List<ArtifactRef> files() {
        return Stream.of(inputArtifact, outputsArtifact, statementArtifact, proofArtifact).filter(Objects::nonNull).map(ArtifactRef::parse)
                .toList();
    }

    /// @param format of the key that it was made under
    /// @param hidden where `results` are sealed if they are private, else null
    void proven(int format, ArtifactRef statement, ArtifactRef proof, Map<String, Tensor> results, ArtifactRef hidden) {
        this.keyFormat = format;
        this.statementArtifact = statement.toString();
        this.proofArtifact = proof.toString();
        if (hidden == null) {
            this.outputs = JsonColumn.write(TensorView.of(results));
        } else {
            this.outputsArtifact = hidden.toString();
        }
    }
}
