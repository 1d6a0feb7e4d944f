package dev.proofmark.service.engine;

import java.util.List;

/// A model that cannot be proven, with everything that stands in the way.
public final class ModelRefusedException extends RuntimeException {
    private final transient List<Finding> findings;

    /// @param node the node's name; null for findings about the whole model
    /// @param operator the node's operator; null likewise
    public record Finding(String code, String node, String operator, String message, String expected, String actual) {}

    public ModelRefusedException(List<Finding> findings) {
        super(findings.size() + " findings about the model");
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
