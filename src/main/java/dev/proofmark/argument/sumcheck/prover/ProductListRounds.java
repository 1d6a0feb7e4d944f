package dev.proofmark.argument.sumcheck.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.argument.transcript.Relations;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import java.util.Arrays;
import java.util.List;

/// Rounds of `sum_q eq(tau, q) (a_q b_q - c_q) = 0` from the values behind the forms, zero-padded to a power of two.
public final class ProductListRounds extends EqRounds {
    private final Fr[] z;
    private final Fr[] a;
    private final Fr[] b;
    private final Fr[] c;
    private int size;

    public ProductListRounds(Fr[] z, List<Relations.Product> products, WritingConversation values) {
        super(z, Fr.ZERO);
        this.z = z;
        this.size = 1 << z.length;
        this.a = new Fr[size];
        this.b = new Fr[size];
        this.c = new Fr[size];
        for (int q = 0; q < size; q++) {
            boolean real = q < products.size();
            a[q] = real ? values.reveal(products.get(q).a()) : Fr.ZERO;
            b[q] = real ? values.reveal(products.get(q).b()) : Fr.ZERO;
            c[q] = real ? values.reveal(products.get(q).c()) : Fr.ZERO;
        }
    }

    @Override
    protected Fr[] evaluate(int round) {
        Fr[] e = FrVector.eqTable(Arrays.copyOfRange(z, round + 1, z.length)).toArray();
        int h = size / 2;
        Fr t0 = Fr.ZERO;
        Fr a2 = Fr.ZERO;
        for (int i = 0; i < h; i++) {
            t0 = t0.add(e[i].multiply(a[i].multiply(b[i]).subtract(c[i])));
            a2 = a2.add(e[i].multiply(a[h + i].subtract(a[i]).multiply(b[h + i].subtract(b[i]))));
        }
        return new Fr[] {t0, a2};
    }

    @Override
    protected void fold(int round, Fr r) {
        size /= 2;
        for (Fr[] array : new Fr[][] {a, b, c}) {
            for (int i = 0; i < size; i++) {
                array[i] = array[i].add(r.multiply(array[size + i].subtract(array[i])));
            }
        }
    }
}
