package dev.proofmark.service.tensors;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a statement shows a tensor's values or only a commitment to them.
public enum Visibility {
    @JsonProperty("private")
    PRIVATE,
    @JsonProperty("public")
    PUBLIC;

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
