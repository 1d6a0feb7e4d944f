package dev.proofmark.service.jobs;

import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;

/// What a job does.
public enum JobKind {
    REGISTER_MODEL,
    PROVE,
    /// Registers a model again, because its key has an older format. The service asks for it, so it comes after what users ask for.
    RENEW_KEY;

    /// Why a job fails that waited for one of this kind which did not succeed.
    Problem failsDependents() {
        return switch (this) {
            case REGISTER_MODEL, PROVE -> ProblemException.of(ProblemCode.MODEL_NOT_READY,
                    "the model this proof waited for was not registered").problem();
            case RENEW_KEY -> ProblemException.of(ProblemCode.KEY_OUTDATED,
                    "the model's key has an older format and was not renewed; the model's page says why").problem();
        };
    }
}
