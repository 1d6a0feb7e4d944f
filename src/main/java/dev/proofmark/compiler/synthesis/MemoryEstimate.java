package dev.proofmark.compiler.synthesis;

import dev.proofmark.argument.lookup.LeafLayout;
import dev.proofmark.argument.lookup.prover.FractionTree;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.View;

/// Heap that one proof needs at its fullest, beside the proving key and the tables of generators (which all proofs of a
/// process share), from the circuit alone:
///
/// ```
/// kept          8 bytes a padded position of expressions and public tensors, 4 of others (weights are the key's);
///               200 a committed row; 2 KiB a hidden message, with its share of pads, relations and forms
/// phases
///   witness     28 a position of an expression, 12 of its operands
///   commitments 4 a cell of all rows of one kind, 8 a position of the largest tensor; the threads
///   lookups     160 a stored leaf, 3 a leaf with filler, 12 a row of the largest table
///   layers      what [LevelEstimate] says
///   opening     80 a cell of the merged vectors, 400 a column; the threads
/// a thread      batches of point additions: 100 a point in them (two a cell), 240 where batches grow; or 2,800 a column of
///               a row of field elements
/// ```
///
/// @param kept    from the first phase to the last
/// @param phase   more in the fullest phase of the witness, the lookups and the layers
/// @param commits more in the commitments or the opening, threads apart
/// @param points  in batches of small integers, of all threads together
/// @param columns of a row
public record MemoryEstimate(long kept, long phase, long commits, long points, int columns) {
    private static final long ROW = 200;
    private static final long MESSAGE = 2 << 10;
    private static final long LEAF = 160;
    private static final long LEAF_WITH_FILLER = 3;
    private static final long TABLE_ROW = 12;
    private static final long MERGED_CELL = 80;
    private static final long OPENING_COLUMN = 400;
    private static final long BATCH = 600 << 10;
    private static final long BATCH_POINTS = 1 << 14;
    private static final long POINT = 100;
    private static final long POINT_OF_GROWN_BATCH = 240;
    private static final long ROW_COLUMN = 2800;

    /// Of a proof made by so many threads.
    public long bytes(int threads) {
        long full = threads * BATCH_POINTS;
        long batches = points < full ? POINT * points : POINT_OF_GROWN_BATCH * full;
        return kept + Math.max(phase, commits + threads * BATCH + Math.max(batches, threads * ROW_COLUMN * columns));
    }

    static MemoryEstimate of(Circuit circuit, long lookups, long messages) {
        long kept = MESSAGE * messages;
        long witness = 0;
        long largest = 0;
        for (Node node : circuit.nodes()) {
            long padded = node.shape().paddedSize();
            kept += padded * width(circuit, node);
            largest = Math.max(largest, padded);
            witness = Math.max(witness, switch (node) {
                case Tensor t -> 0;
                case Combine c -> 28 * padded;
                case View v -> 12 * padded;
                case AxisMap m -> 28 * padded + 12 * padded(circuit, m.operand());
                case Contract c -> 28 * padded + 12 * Math.max(padded(circuit, c.a()), padded(circuit, c.b()));
            });
        }
        long cells = 0;
        long points = 0;
        for (TensorKind kind : TensorKind.values()) {
            long rows = kind.perProof() ? rows(circuit, kind) : 0;
            kept += ROW * rows;
            cells = Math.max(cells, rows * circuit.columns());
            long values = kind.perProof() ? circuit.tensors(kind).stream().mapToLong(t -> t.shape().size()).sum() : 0;
            points = Math.max(points, 2 * (kind == TensorKind.MULTIPLICITY ? Math.min(lookups, values) : values));
        }
        LevelEstimate levels = LevelEstimate.of(circuit);
        return new MemoryEstimate(kept,
                Math.max(witness, Math.max(lookups(circuit), levels.bytes())),
                Math.max(4 * cells + 8 * largest, opening(circuit, levels.points(), messages)),
                points, circuit.columns());
    }

    /// Bytes of a node's value at one position.
    private static int width(Circuit circuit, Node node) {
        return switch (node) {
            case Tensor t -> t.kind() == TensorKind.WEIGHT ? 0 : t.kind().committed() ? 4 : 8;
            case Combine c -> 8;
            case Contract c -> 8;
            case AxisMap m -> 8;
            case View v -> circuit.node(v.operand()) instanceof Tensor ? 4 : 8;
        };
    }

    private static long rows(Circuit circuit, TensorKind kind) {
        return circuit.tensors(kind).stream().mapToLong(t -> circuit.layout(t).sentRows().length).sum();
    }

    private static long lookups(Circuit circuit) {
        LeafLayout leaves = LeafLayout.of(
                circuit.lookups().stream().mapToInt(l -> circuit.node(l.operands()[0]).shape().totalBits()).toArray(),
                circuit.tables().stream().mapToInt(t -> t.shape().totalBits()).toArray());
        long rows = circuit.tables().stream().map(LookupTable::shape).mapToLong(s -> s.paddedSize()).max().orElse(0);
        return LEAF * FractionTree.storedLeaves(leaves) + LEAF_WITH_FILLER * leaves.leaves() + TABLE_ROW * rows;
    }

    private static long opening(Circuit circuit, long points, long messages) {
        long vectors = points + messages / circuit.columns() + 4;
        long merged = Long.highestOneBit(2 * vectors - 1);
        return circuit.columns() * (MERGED_CELL * merged + OPENING_COLUMN);
    }

    static long padded(Circuit circuit, int node) {
        return circuit.node(node).shape().paddedSize();
    }
}
