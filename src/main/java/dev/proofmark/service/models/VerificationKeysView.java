package dev.proofmark.service.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The verification keys of a model.
@Schema(name = "VerificationKeys", description = "The verification keys of a model, the newest format first")
record VerificationKeysView(@Schema(description = "One for each format; empty before there is one") List<KeyView> keys) {

    /// One key.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "VerificationKey", description = "One key of a model, and how to ask for it")
    record KeyView(
            @Schema(description = "The digest by which statements name the key: `/v1/verification-keys/{digest}` gives its file",
                    example = SHA_256) String key,
            @Schema(description = "SHA-256 of the key's file", example = SHA_256) String verificationKey,
            @Schema(description = "The format of the key, and of statements and proofs under it", example = "1") int format,
            @Schema(description = "Whether it is the model's last key, under which proofs are made") boolean current,
            @Schema(description = "When a key of a newer format replaced it; absent for the last one") @Nullable Instant replacedAt) {
        private static final String SHA_256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    }

    static VerificationKeysView of(List<PublicKey> keys) {
        return new VerificationKeysView(keys.stream().map(key -> new KeyView(
                key.digest(), key.file().digest(), key.format(), key.replacedAt() == null, key.replacedAt())).toList());
    }
}
