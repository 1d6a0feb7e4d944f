package dev.proofmark.service.engine;

import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import java.util.Optional;

/// How the engine's refusals read as problems.
public final class EngineProblems {
    private EngineProblems() {}

    /// The problem an exception stands for; empty when it is not a refusal.
    public static Optional<ProblemException> of(Throwable thrown) {
        return switch (thrown) {
            case ProblemException problem -> Optional.of(problem);
            case ModelRefusedException refused -> Optional.of(ProblemException.of(ProblemCode.MODEL_REJECTED,
                    refused.findings().size() == 1
                            ? refused.findings().getFirst().message()
                            : "the model cannot be proven for %d reasons, listed in 'problems'"
                                    .formatted(refused.findings().size()),
                    refused.findings().stream()
                            .map(f -> new Problem.Finding(f.code().wire(), present(f.node()), present(f.operator()),
                                    f.message(), present(f.expected()), present(f.actual())))
                            .toList()));
            case InputRefusedException refused -> Optional.of(ProblemException.of(ProblemCode.INVALID_INPUT,
                    refused.getMessage(), refused.expected(), refused.actual()));
            case KeyUnreadableException unreadable -> Optional.of(ProblemException.of(ProblemCode.KEY_UNREADABLE,
                    unreadable.getMessage(), "the bytes of a verification key", "bytes that do not decode"));
            case FormatNotSupportedException other -> Optional.of(ProblemException.of(ProblemCode.FORMAT_NOT_SUPPORTED,
                    ("this version cannot decide whether the proof is valid: the %s has another format. A verifier of format %d decides"
                            + " it: the proofmark-verify whose --version says 'formats of version %d'")
                            .formatted(other.what(), other.format(), other.format()),
                    "key and proof of format " + other.supported(), "a " + other.what() + " of format " + other.format()));
            default -> Optional.empty();
        };
    }

    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }
}
