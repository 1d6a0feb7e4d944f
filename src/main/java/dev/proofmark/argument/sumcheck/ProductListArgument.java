package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.AffineSum;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.argument.transcript.Relations;
import dev.proofmark.argument.transcript.WritingConversation;
import java.util.List;

/// Reduces the product list to one product of three affine forms: sumcheck of
/// `sum_q eq(tau, q) (a_q b_q - c_q) = 0`, zero-padded to a power of two.
///
/// **Soundness** the caller must still show a * b = d for the forms of the result.
public final class ProductListArgument {
    private ProductListArgument() {
    }

    /// Forms that must satisfy a * b = d.
    public record Result(AffineForm a, AffineForm b, AffineForm d) {
    }

    /// @param prover null on the verifier's side
    public static Result run(Conversation c, WritingConversation prover) {
        List<Relations.Product> products = List.copyOf(c.relations().products());
        int bits = 32 - Integer.numberOfLeadingZeros(products.size() - 1);
        Point tau = c.challenges(Label.PRODUCT_TAU, bits);
        EqRounds rounds = prover == null ? null : new Rounds(tau.values(), products, prover);
        EqSumcheck.Result result = EqSumcheck.run(c, Label.PRODUCT_ROUND, Label.PRODUCT_BIND, tau, AffineForm.ZERO, rounds);
        Fr[] weights = FrVector.eqTable(result.challenges().values()).toArray();
        AffineSum a = new AffineSum();
        AffineSum b = new AffineSum();
        AffineSum d = new AffineSum();
        d.add(result.claim());
        for (int q = 0; q < products.size(); q++) {
            a.add(products.get(q).a(), weights[q]);
            b.add(products.get(q).b(), weights[q]);
            d.add(products.get(q).c(), weights[q]);
        }
        return new Result(a.total(), b.total(), d.total());
    }

    private static final class Rounds extends EqRounds {
        private final Fr[] z;
        private final Fr[] a;
        private final Fr[] b;
        private final Fr[] c;
        private int size;

        Rounds(Fr[] z, List<Relations.Product> products, WritingConversation values) {
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
            Fr[] e = FrVector.eqTable(java.util.Arrays.copyOfRange(z, round + 1, z.length)).toArray();
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
}
