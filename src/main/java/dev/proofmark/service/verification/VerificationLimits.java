package dev.proofmark.service.verification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What verifying may take of this node: keys and proofs are strangers'.
///
/// @param parallel verifications at the same time; more are refused with 503
/// @param deadline after which a verification ends with 503
@ConfigurationProperties("proofmark.verification")
public record VerificationLimits(@DefaultValue("2") int parallel, @DefaultValue("60s") Duration deadline) {
    public VerificationLimits {
        if (parallel < 1) {
            throw new IllegalArgumentException("proofmark.verification.parallel must be at least 1, is " + parallel);
        }
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("proofmark.verification.deadline must be positive, is " + deadline);
        }
    }
}
