package dev.proofmark.compiler;

import java.util.List;
import java.util.stream.Collectors;

/// The model cannot be compiled. Carries every problem found, not only the first.
public final class ModelRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final transient List<ModelProblem> problems;

    public ModelRejectedException(List<ModelProblem> problems) {
        super(summary(problems));
        this.problems = List.copyOf(problems);
    }

    public ModelRejectedException(ModelProblem problem) {
        this(List.of(problem));
    }

    /// Never empty; in the order of the model's nodes.
    public List<ModelProblem> problems() {
        return problems;
    }

    private static String summary(List<ModelProblem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a rejection needs at least one problem");
        }
        String shown = problems.stream().limit(SHOWN).map(ModelProblem::toString).collect(Collectors.joining("; "));
        int rest = problems.size() - SHOWN;
        return rest > 0 ? shown + "; and " + rest + " more" : shown;
    }
}
