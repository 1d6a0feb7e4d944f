package dev.proofmark.argument.lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where each lookup's and each table's leaves stand. Blocks are aligned to their size, largest first; of equal size
/// lookups in declaration order, then tables; then the single leaf of the zero tuple; the rest is filler 0/1.
///
/// @param leafBits n: there are 2^n leaves
/// @param blocks   in leaf order
/// @param zeroLeaf index of the zero tuple's leaf
public record LeafLayout(int leafBits, List<Block> blocks, int zeroLeaf) {
    /// @param index  of the lookup or table
    /// @param offset of its first leaf
    public record Block(boolean isTable, int index, int bits, int offset) {
    }

    /// The leaves are 2^5 contiguous chunks: rounds bind the bits inside a chunk first.
    public static final int CHUNK_BITS = 5;
    static final int MAX_BITS = 30;

    public LeafLayout {
        blocks = List.copyOf(blocks);
    }

    /// @param lookupBits index bits of every lookup's operands; likewise `tableBits`
    public static LeafLayout of(int[] lookupBits, int[] tableBits) {
        List<Block> order = new ArrayList<>();
        for (int i = 0; i < lookupBits.length; i++) {
            order.add(new Block(false, i, lookupBits[i], 0));
        }
        for (int i = 0; i < tableBits.length; i++) {
            order.add(new Block(true, i, tableBits[i], 0));
        }
        order.sort(Comparator.comparingInt(Block::bits).reversed());
        List<Block> placed = new ArrayList<>();
        long offset = 0;
        for (Block block : order) {
            placed.add(new Block(block.isTable(), block.index(), block.bits(), (int) offset));
            offset += 1L << block.bits();
            if (offset >= 1L << MAX_BITS) {
                throw new IllegalArgumentException("at most 2^" + MAX_BITS + " leaves");
            }
        }
        int leaves = (int) offset + 1;
        return new LeafLayout(32 - Integer.numberOfLeadingZeros(leaves - 1), placed, (int) offset);
    }

    public int leaves() {
        return 1 << leafBits;
    }

    /// Leaves that are not filler.
    public int used() {
        return zeroLeaf + 1;
    }
}
