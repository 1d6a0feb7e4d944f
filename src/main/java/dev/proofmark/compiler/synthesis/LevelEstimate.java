package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.View;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// What reducing expressions to tensors holds at once. All products of a level are proven together, one for every claim on
/// a contraction or map: 80 bytes a position of its variables, 104 more of the largest product while it is prepared, and
/// 12 a position of the operands that are brought into another order for it.
///
/// @param bytes  of the fullest level
/// @param points different points at which committed tensors are claimed in the end, or a few more
record LevelEstimate(long bytes, int points) {
    private static final long PRODUCT = 80;
    private static final long LARGEST_PRODUCT = 104;
    private static final long OPERAND = 12;

    static LevelEstimate of(Circuit circuit) {
        ClaimPoints claims = ClaimPoints.of(circuit);
        long[] products = new long[circuit.nodes().size() + 1];
        long[] largest = new long[products.length];
        Set<Integer> points = new HashSet<>();
        for (Node node : circuit.nodes()) {
            int height = claims.height(node);
            int count = claims.of(node).size();
            long variables = 0;
            long operands = 0;
            switch (node) {
                case Tensor t -> {
                    if (t.kind().committed()) {
                        points.addAll(claims.of(t));
                    }
                }
                case Combine c -> {
                }
                case View v -> {
                }
                case Contract c -> {
                    Shape a = circuit.node(c.a()).shape();
                    variables = 1L << Arrays.stream(c.batchAxesOfA()).map(a::bits).sum()
                            + Arrays.stream(c.summedAxesOfA()).map(a::bits).sum();
                    operands = MemoryEstimate.padded(circuit, c.a()) + MemoryEstimate.padded(circuit, c.b());
                }
                case AxisMap m -> {
                    variables = 1L << mappedBits(m, circuit.node(m.operand()).shape());
                    operands = MemoryEstimate.padded(circuit, m.operand());
                }
            }
            if (count > 0) {
                products[height] += count * PRODUCT * variables;
                largest[height] = Math.max(largest[height], LARGEST_PRODUCT * variables + OPERAND * operands);
            }
        }
        long bytes = 0;
        for (int h = 0; h < products.length; h++) {
            bytes = Math.max(bytes, products[h] + largest[h]);
        }
        return new LevelEstimate(bytes, points.size());
    }

    private static int mappedBits(AxisMap map, Shape operand) {
        int bits = 0;
        int axis = 0;
        for (var group : map.groups()) {
            for (int i = 0; i < group.inputAxes(); i++) {
                bits += group.mapped() ? operand.bits(axis) : 0;
                axis++;
            }
        }
        return bits;
    }
}
