package dev.proofmark.compiler.onnx.file;

import dev.proofmark.compiler.ModelProblem;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.Origin;
import dev.proofmark.compiler.graph.ShapeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects the problems of one model, each once.
public final class Problems {

    private static final int SHOWN = 200;

    private final List<ModelProblem> found = new ArrayList<>();
    private final Set<ModelProblem> seen = new HashSet<>();

    public void add(ProblemCode code, String node, String operator, String message, String expected, String actual) {
        ModelProblem problem = new ModelProblem(
                code, shortened(node), shortened(operator), shortened(message), shortened(expected), shortened(actual));
        if (seen.add(problem)) {
            found.add(problem);
        }
    }

    public void add(ProblemCode code, String node, String message, String expected, String actual) {
        add(code, node, "", message, expected, actual);
    }

    public void add(Origin origin, NodeRejection rejection) {
        add(
                rejection.code(), origin.node(), origin.operator(),
                rejection.getMessage(), rejection.expected(), rejection.actual());
    }

    public void add(Origin origin, ShapeException mismatch) {
        add(
                mismatch.isTooLarge() ? ProblemCode.LIMIT_EXCEEDED : ProblemCode.SHAPE_MISMATCH,
                origin.node(), origin.operator(),
                mismatch.isTooLarge() ? "A tensor is too large." : "Shapes do not fit together.", mismatch.expected(), mismatch.actual());
    }

    /// Runs a step; what it cannot do goes on record under an origin.
    public void guard(Origin origin, Runnable step) {
        try {
            step.run();
        } catch (NodeRejection rejection) {
            add(origin, rejection);
        } catch (ShapeException mismatch) {
            add(origin, mismatch);
        } catch (ArithmeticException overflow) {
            add(
                    ProblemCode.LIMIT_EXCEEDED, origin.node(), origin.operator(),
                    "A length or an index is too large.", "numbers below 2^31", "an overflow");
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ModelRejectedException(found);
        }
    }

    /// Names come from the file: bounded and without control characters.
    private static String shortened(String text) {
        String plain = text.codePoints()
                .limit(SHOWN + 1L)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.codePointCount(0, plain.length()) > SHOWN
                ? plain.substring(0, plain.offsetByCodePoints(0, SHOWN)) + ".."
                : plain;
    }
}
