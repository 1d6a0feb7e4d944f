package dev.proofmark.algebra.field;

/// What [FrVector] should compute, one element at a time: the oracle of the kernel tests.
final class NaiveVector {

    private NaiveVector() {
    }

    static Fr dot(Fr[] a, Fr[] b) {
        Fr sum = Fr.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum = sum.add(a[i].multiply(b[i]));
        }
        return sum;
    }

    static Fr[] fold(Fr[] a, Fr r) {
        int h = a.length / 2;
        Fr[] out = new Fr[h];
        for (int i = 0; i < h; i++) {
            out[i] = a[i].add(r.multiply(a[h + i].subtract(a[i])));
        }
        return out;
    }

    static Fr[] eqTable(Fr[] point, Fr scale) {
        Fr[] out = new Fr[1 << point.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = scale;
            for (int j = 0; j < point.length; j++) {
                boolean one = (i >> point.length - 1 - j & 1) == 1;
                out[i] = out[i].multiply(one ? point[j] : Fr.ONE.subtract(point[j]));
            }
        }
        return out;
    }

    static Fr[] weightedProductRound(Fr[] e, Fr[] a, Fr[] b) {
        Fr[] out = {Fr.ZERO, Fr.ZERO, Fr.ZERO};
        int h = a.length / 2;
        for (int i = 0; i < h; i++) {
            out[0] = out[0].add(e[i].multiply(a[i]).multiply(b[i]));
            out[1] = out[1].add(e[i].multiply(a[h + i]).multiply(b[h + i]));
            out[2] = out[2].add(e[i].multiply(a[h + i].subtract(a[i])).multiply(b[h + i].subtract(b[i])));
        }
        return out;
    }

    static Fr[] fractionRound(Fr[] e, Fr[] p0, Fr[] q0, Fr[] p1, Fr[] q1) {
        Fr[] first = weightedProductRound(e, p0, q1);
        Fr[] second = weightedProductRound(e, p1, q0);
        return new Fr[] {first[0].add(second[0]), first[2].add(second[2])};
    }

    static Fr[] ones(int n) {
        Fr[] out = new Fr[n];
        java.util.Arrays.fill(out, Fr.ONE);
        return out;
    }

    static Fr[] of(int[] v) {
        return java.util.Arrays.stream(v).mapToObj(Fr::of).toArray(Fr[]::new);
    }

    static Fr[] of(long[] v) {
        return java.util.Arrays.stream(v).mapToObj(Fr::of).toArray(Fr[]::new);
    }
}
