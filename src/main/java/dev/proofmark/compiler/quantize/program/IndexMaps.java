package dev.proofmark.compiler.quantize.program;

import dev.proofmark.compiler.graph.TensorShape;
import java.util.List;

/// Which operand position a result position reads, as one array per operator: -1 means zero.
public final class IndexMaps {

    private IndexMaps() {}

    /// The position in `from` that each position of `to` reads when `from` is broadcast; null when it is its own.
    static int[] broadcast(TensorShape from, TensorShape to) {
        if (from.equals(to)) {
            return null;
        }
        int lead = to.rank() - from.rank();
        int[] strides = new int[to.rank()];
        int[] own = from.strides();
        for (int axis = lead; axis < to.rank(); axis++) {
            strides[axis] = from.length(axis - lead) == 1 ? 0 : own[axis - lead];
        }
        return strided(to, strides);
    }

    static int[] transpose(TensorShape from, TensorShape to, List<Integer> permutation) {
        int[] own = from.strides();
        int[] strides = new int[to.rank()];
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = own[permutation.get(axis)];
        }
        return strided(to, strides);
    }

    public static int[] gather(TensorShape from, TensorShape to, int axis, List<Integer> ids) {
        int inner = to.product(axis + 1, to.rank());
        int outer = to.product(0, axis);
        int[] map = new int[to.elementCount()];
        int at = 0;
        for (int o = 0; o < outer; o++) {
            for (int id : ids) {
                int base = (o * from.length(axis) + id) * inner;
                for (int i = 0; i < inner; i++) {
                    map[at++] = id < 0 ? -1 : base + i;
                }
            }
        }
        return map;
    }

    /// Values picked by a map.
    public static long[] pick(long[] values, int[] map) {
        if (map == null) {
            return values;
        }
        long[] picked = new long[map.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = map[i] < 0 ? 0 : values[map[i]];
        }
        return picked;
    }

    private static int[] strided(TensorShape to, int[] strides) {
        int[] map = new int[to.elementCount()];
        int[] index = new int[to.rank()];
        int position = 0;
        for (int i = 0; i < map.length; i++) {
            map[i] = position;
            for (int axis = to.rank() - 1; axis >= 0; axis--) {
                position += strides[axis];
                if (++index[axis] < to.length(axis)) {
                    break;
                }
                position -= strides[axis] * to.length(axis);
                index[axis] = 0;
            }
        }
        return map;
    }
}
