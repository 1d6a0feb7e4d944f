package dev.proofmark.algebra.polynomial;

import dev.proofmark.algebra.field.Fr;

/// Multilinear extensions that have a closed form. Points are most significant variable first.
///
/// **Cost** a few products per variable.
public final class Multilinear {
    private Multilinear() {
    }

    /// eq(a, b) = prod_i (a_i b_i + (1 - a_i)(1 - b_i)).
    public static Fr eq(Fr[] a, Fr[] b) {
        Fr product = Fr.ONE;
        for (int i = 0; i < a.length; i++) {
            Fr ab = a[i].multiply(b[i]);
            product = product.multiply(Fr.ONE.subtract(a[i]).subtract(b[i]).add(ab).add(ab));
        }
        return product;
    }

    /// eq(z, index), `index` read as z.length bits.
    public static Fr eqAt(Fr[] z, int index) {
        Fr product = Fr.ONE;
        for (int i = 0; i < z.length; i++) {
            boolean one = (index >> z.length - 1 - i & 1) == 1;
            product = product.multiply(one ? z[i] : Fr.ONE.subtract(z[i]));
        }
        return product;
    }

    /// eq(z, index) at all 2^k indexes. **Cost** a product each.
    public static Fr[] eqTable(Fr[] z) {
        return eqTable(z, Fr.ONE);
    }

    /// The same, every entry multiplied by `scale`.
    public static Fr[] eqTable(Fr[] z, Fr scale) {
        Fr[] table = new Fr[1 << z.length];
        table[0] = scale;
        for (int j = 0; j < z.length; j++) {
            for (int i = (1 << j) - 1; i >= 0; i--) {
                Fr one = table[i].multiply(z[j]);
                table[2 * i] = table[i].subtract(one);
                table[2 * i + 1] = one;
            }
        }
        return table;
    }

    /// Extension of the function that is 1 on indexes below `length` and 0 from there on.
    public static Fr mask(Fr[] z, int length) {
        if (length == 1 << z.length) {
            return Fr.ONE;
        }
        Fr sum = Fr.ZERO;
        Fr prefix = Fr.ONE;
        for (int i = 0; i < z.length; i++) {
            if ((length >> z.length - 1 - i & 1) == 1) {
                sum = sum.add(prefix.multiply(Fr.ONE.subtract(z[i])));
                prefix = prefix.multiply(z[i]);
            } else {
                prefix = prefix.multiply(Fr.ONE.subtract(z[i]));
            }
        }
        return sum;
    }

    /// Extension of the function that is `index` on indexes below `length` and 0 from there on.
    public static Fr maskedIndex(Fr[] z, int length) {
        int n = z.length;
        Fr[] below = new Fr[n + 1];
        below[n] = Fr.ZERO;
        for (int i = n - 1; i >= 0; i--) {
            below[i] = below[i + 1].add(z[i].multiply(Fr.powerOfTwo(n - 1 - i)));
        }
        if (length == 1 << n) {
            return below[0];
        }
        Fr sum = Fr.ZERO;
        Fr prefix = Fr.ONE;
        long base = 0;
        for (int i = 0; i < n; i++) {
            long weight = 1L << n - 1 - i;
            if ((length & weight) != 0) {
                Fr block = prefix.multiply(Fr.ONE.subtract(z[i]));
                sum = sum.add(block.multiply(Fr.of(base).add(below[i + 1])));
                prefix = prefix.multiply(z[i]);
                base += weight;
            } else {
                prefix = prefix.multiply(Fr.ONE.subtract(z[i]));
            }
        }
        return sum;
    }
}
