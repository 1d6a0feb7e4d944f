package dev.proofmark.compiler.quantize.program;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.TensorShape;
import java.util.Objects;

/// One tensor of a [QuantizedProgram] and how it is computed.
///
/// @param id    its position in the program; operators name their operands by it
/// @param name  the graph value or node it stands for, for reports only
/// @param shape never empty (every length at least 1)
/// @param range completeness bound: no declared input, with the real weights, gives an element outside of it
/// @param scale real value = integer * scale, for reports and ports only; the integer semantics never use it
public record Step(int id, String name, IntegerOp op, TensorShape shape, IntegerRange range, double scale) {
    public Step {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(op, "op");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(range, "range");
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale of " + name + " must be positive and finite, is " + scale);
        }
    }
}
