package dev.proofmark.compiler.layout;

import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;

/// Heap that one proof needs beside the proving key, from the circuit alone:
///
/// ```
/// values      8 bytes per padded position of every node, 16 more for the largest while it is computed
/// lookups     160 bytes per leaf (a tree of numerators and denominators, 40 bytes an element)
/// commitments 4 bytes per cell of the committed rows
/// opening     160 bytes per cell of the merged vectors: at most one per committed tensor, and the pads
/// generators  2 KiB for each in use, and 40 MiB of tables of their multiples, shared by all proofs of a process
/// ```
final class MemoryEstimate {
    private static final long LEAF_BYTES = 160;
    private static final long OPENING_BYTES = 160;
    private static final long GENERATOR_BYTES = 2 << 10;
    private static final long TABLES_OF_MULTIPLES = 40L << 20;

    private MemoryEstimate() {
    }

    static long bytes(Circuit circuit, long leaves, long messages) {
        long values = 0;
        long largest = 0;
        long cells = 0;
        long vectors = messages / circuit.columns() + 4;
        for (Node node : circuit.nodes()) {
            long padded = node.shape().paddedSize();
            values += 8 * padded;
            largest = Math.max(largest, 16 * padded);
            if (node instanceof Tensor t && t.kind().committed()) {
                cells += (long) circuit.layout(t).sentRows().length * circuit.columns();
                vectors++;
            }
        }
        return values + largest + LEAF_BYTES * leaves + 4 * cells + OPENING_BYTES * vectors * circuit.columns()
                + GENERATOR_BYTES * circuit.columns() + TABLES_OF_MULTIPLES;
    }
}
