package dev.proofmark.service.engine;

import dev.proofmark.compiler.ModelProblem;
import java.util.List;

/// A model that cannot be proven, with everything that stands in the way.
public final class ModelRefusedException extends RuntimeException {
    private final transient List<ModelProblem> findings;

    public ModelRefusedException(List<ModelProblem> findings) {
        super(findings.size() + " findings about the model");
        this.findings = List.copyOf(findings);
    }

    public List<ModelProblem> findings() {
        return findings;
    }
}
