package dev.proofmark.argument.lookup.prover;

import dev.proofmark.algebra.field.Fr;

/// A small layer, element by element: arrays over the layer's positions in binding order. `p1` holds p1 + lambda q1.
final class ScalarLayer {
    private final Fr[] p0;
    private final Fr[] q0;
    private final Fr[] p1;
    private final Fr[] q1;
    private final Fr[] z;
    private final Fr[][] suffix;
    private int size;

    ScalarLayer(Fr[] p0, Fr[] q0, Fr[] p1, Fr[] q1, Fr[] z) {
        this.p0 = p0;
        this.q0 = q0;
        this.p1 = p1;
        this.q1 = q1;
        this.z = z;
        this.size = p0.length;
        this.suffix = new Fr[z.length + 1][];
        suffix[z.length] = new Fr[] {Fr.ONE};
        for (int j = z.length - 1; j >= 0; j--) {
            suffix[j] = extend(suffix[j + 1], z[j]);
        }
    }

    static Fr[] eqTable(Fr[] z) {
        Fr[] table = {Fr.ONE};
        for (int j = z.length - 1; j >= 0; j--) {
            table = extend(table, z[j]);
        }
        return table;
    }

    private static Fr[] extend(Fr[] table, Fr z) {
        Fr[] next = new Fr[2 * table.length];
        for (int i = 0; i < table.length; i++) {
            next[table.length + i] = table[i].multiply(z);
            next[i] = table[i].subtract(next[table.length + i]);
        }
        return next;
    }

    /// `{t(0), a2}` when `round` variables are bound.
    Fr[] evaluate(int round) {
        Fr[] e = suffix[round + 1];
        int h = size / 2;
        Fr t0 = Fr.ZERO;
        Fr a2 = Fr.ZERO;
        for (int i = 0; i < h; i++) {
            t0 = t0.add(e[i].multiply(p0[i].multiply(q1[i]).add(q0[i].multiply(p1[i]))));
            Fr dp0 = p0[h + i].subtract(p0[i]);
            Fr dq0 = q0[h + i].subtract(q0[i]);
            Fr dp1 = p1[h + i].subtract(p1[i]);
            Fr dq1 = q1[h + i].subtract(q1[i]);
            a2 = a2.add(e[i].multiply(dp0.multiply(dq1).add(dq0.multiply(dp1))));
        }
        return new Fr[] {t0, a2};
    }

    void fold(Fr r) {
        size /= 2;
        for (Fr[] array : new Fr[][] {p0, q0, p1, q1}) {
            for (int i = 0; i < size; i++) {
                array[i] = array[i].add(r.multiply(array[size + i].subtract(array[i])));
            }
        }
    }

    Fr[] children(Fr lambda) {
        return new Fr[] {p0[0], p1[0].subtract(lambda.multiply(q1[0])), q0[0], q1[0]};
    }
}
