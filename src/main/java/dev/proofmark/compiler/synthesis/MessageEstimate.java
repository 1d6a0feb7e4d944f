package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.View;
import java.util.HashSet;
import java.util.Set;

/// About how many hidden messages a proof has: every constraint counted as one claim per operand, every expression as one
/// claim, levels by the longest sumcheck on them. The proof's own walk counts exactly.
final class MessageEstimate {
    private MessageEstimate() {
    }

    static long of(Circuit circuit) {
        long leaves = 1;
        Set<Integer> claimed = new HashSet<>();
        for (Constraint constraint : circuit.constraints()) {
            switch (constraint) {
                case Constraint.Lookup l -> {
                    leaves += circuit.node(l.operands()[0]).shape().paddedSize();
                    for (int operand : l.operands()) {
                        claimed.add(operand);
                    }
                }
                case Constraint.Zero z -> claimed.add(z.node());
            }
        }
        for (var table : circuit.tables()) {
            leaves += table.shape().paddedSize();
        }
        int depth = leafBits(leaves);
        long messages = (long) depth * depth + 5L * depth + circuit.tables().size();
        int[] heights = new int[circuit.nodes().size()];
        int[] rounds = new int[circuit.nodes().size() + 1];
        for (Node node : circuit.nodes()) {
            messages += claimed.contains(node.id()) ? 1 : 0;
            switch (node) {
                case Tensor t -> heights[t.id()] = 0;
                case Combine c -> {
                    c.terms().forEach(t -> heights[c.id()] = Math.max(heights[c.id()], heights[t.node()]));
                    messages += c.terms().size();
                }
                case View v -> heights[v.id()] = heights[v.operand()];
                case Contract c -> {
                    heights[c.id()] = 1 + Math.max(heights[c.a()], heights[c.b()]);
                    Shape a = circuit.node(c.a()).shape();
                    int batch = bits(a, c.batchAxesOfA());
                    messages += 3 + batch;
                    rounds[heights[c.id()]] = Math.max(rounds[heights[c.id()]], batch + bits(a, c.summedAxesOfA()));
                }
                case AxisMap m -> {
                    heights[m.id()] = 1 + heights[m.operand()];
                    messages += 1;
                    rounds[heights[m.id()]] = Math.max(rounds[heights[m.id()]], circuit.node(m.operand()).shape().totalBits());
                }
            }
        }
        for (int r : rounds) {
            messages += 2L * r;
        }
        return messages;
    }

    static int leafBits(long leaves) {
        return 64 - Long.numberOfLeadingZeros(leaves - 1);
    }

    private static int bits(Shape shape, int[] axes) {
        int bits = 0;
        for (int axis : axes) {
            bits += shape.bits(axis);
        }
        return bits;
    }
}
