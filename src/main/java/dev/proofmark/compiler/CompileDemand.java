package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Op;
import dev.proofmark.compiler.graph.ParametricFunction;
import dev.proofmark.compiler.graph.Softmax;
import dev.proofmark.compiler.graph.Unary;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.graph.Work;
import java.util.Optional;

/// What compiling a model takes, told from its graph and the number of calibration samples alone.
///
/// ```
/// work   (samples + 4 + 4 * inputs * at most 16 samples) * multiplications of one inference
///        + 64 * (parameters + computed values) + 2^20 * nodes + 2^17 * parts of functions + 2^21 * softmaxes
/// memory 48 bytes per parameter, 96 per computed value
/// ```
///
/// The unit of work is a multiplication of calibration; the other terms are the choice of the inputs' steps, the interval
/// analysis, the tables and the circuit.
///
/// @param work  in multiplications
/// @param bytes of heap
record CompileDemand(long work, long bytes) {

    /// Models up to this much work are compiled while their upload is answered.
    static final long QUICK = 1L << 30;

    private static final long BYTES_PER_PARAMETER = 48;
    private static final long BYTES_PER_VALUE = 96;
    private static final long ANALYSES = 4;
    private static final long CHOICES_PER_INPUT = 4;
    private static final int MOST_CHOICE_SAMPLES = 16;
    private static final long WORK_PER_ELEMENT = 64;
    private static final long WORK_PER_NODE = 1 << 20;
    private static final long WORK_PER_FUNCTION = 1 << 17;
    private static final long WORK_PER_SOFTMAX = 1 << 21;

    static CompileDemand of(Graph graph, int samples) {
        long inference = 0;
        long values = 0;
        long tables = 0;
        for (Node node : graph.nodes()) {
            inference += Work.of(node.op(), node.inputs().stream().map(Value::shape).toList(), node.output().shape());
            values += node.output().shape().elementCount();
            tables += WORK_PER_NODE + tables(node.op());
        }
        long elements = graph.parameterCount() + values;
        long choices = CHOICES_PER_INPUT * graph.inputs().size() * Math.min(samples, MOST_CHOICE_SAMPLES);
        return new CompileDemand(
                (samples + ANALYSES + choices) * inference + WORK_PER_ELEMENT * elements + tables,
                graph.parameterCount() * BYTES_PER_PARAMETER + values * BYTES_PER_VALUE);
    }

    private static long tables(Op op) {
        return switch (op) {
            case Softmax softmax -> WORK_PER_SOFTMAX;
            case Unary(ParametricFunction.Composed(var expression)) -> WORK_PER_FUNCTION * expression.size();
            case Op other -> 0;
        };
    }

    boolean isQuick() {
        return work <= QUICK;
    }

    /// A problem where compiling would not fit a heap of that size.
    Optional<ModelProblem> beyond(long heap) {
        long available = heap / 10 * 9;
        return bytes <= available
                ? Optional.empty()
                : Optional.of(new ModelProblem(
                        ProblemCode.LIMIT_EXCEEDED, "", "", "Compiling this model needs more memory than this server has.",
                        "about " + (bytes >> 20) + " MiB of heap (option -Xmx)", (available >> 20) + " MiB"));
    }
}
