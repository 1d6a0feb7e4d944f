package dev.proofmark.service.errors;

import java.util.List;

/// A request, or the work it asked for, is refused; carries everything of the answer but its address.
public final class ProblemException extends RuntimeException {
    private final ProblemCode code;
    private final transient Problem problem;

    private ProblemException(ProblemCode code, Problem problem) {
        super(code.wire() + ": " + problem.detail());
        this.code = code;
        this.problem = problem;
    }

    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(code, Problem.of(code, detail, null));
    }

    public static ProblemException of(ProblemCode code, String detail, Object expected, Object actual) {
        return new ProblemException(
                code, Problem.of(code, detail, null, String.valueOf(expected), String.valueOf(actual), null));
    }

    public static ProblemException of(ProblemCode code, String detail, List<Problem.Finding> problems) {
        return new ProblemException(code, Problem.of(code, detail, null, null, null, problems));
    }

    /// The same, with the place in a larger document where it was found.
    public ProblemException at(String place) {
        return new ProblemException(code, Problem.of(
                code, place + ": " + problem.detail(), null, problem.expected(), problem.actual(), problem.problems()));
    }

    public ProblemCode code() {
        return code;
    }

    public Problem problem() {
        return problem;
    }
}
