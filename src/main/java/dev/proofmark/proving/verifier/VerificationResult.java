package dev.proofmark.proving.verifier;

import dev.proofmark.proving.proof.Statement;

/// The verdict on a proof. A proof that does not verify is a value, not an error.
public sealed interface VerificationResult {
    /// The proof shows its statement.
    ///
    /// @param registration how the weights' ranges are known: by the key's registration proof, or because the verifier's
    ///                     user rebuilt the key
    record Accepted(Statement statement, Registration registration) implements VerificationResult {
    }

    /// The proof shows nothing.
    ///
    /// @param rejection the check that failed
    /// @param reason    what was found, in words
    record Rejected(Rejection rejection, String reason) implements VerificationResult {
        Rejected(Rejection rejection) {
            this(rejection, rejection.text());
        }

        public String code() {
            return rejection.code();
        }
    }

    /// How the weights inside the key's commitments are known to be what they should be.
    enum Registration {
        PROVEN,
        REBUILT
    }
}
