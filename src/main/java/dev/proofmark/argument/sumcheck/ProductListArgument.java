package dev.proofmark.argument.sumcheck;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.AffineSum;
import dev.proofmark.argument.transcript.Conversation;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Point;
import dev.proofmark.argument.transcript.Relations;
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

    public static Result run(Conversation c, ProductListMessages messages) {
        List<Relations.Product> products = List.copyOf(c.relations().products());
        int bits = 32 - Integer.numberOfLeadingZeros(products.size() - 1);
        Point tau = c.challenges(Label.PRODUCT_TAU, bits);
        EqSumcheck.Result result = EqSumcheck.run(c, Label.PRODUCT_ROUND, Label.PRODUCT_BIND, tau, AffineForm.ZERO,
                messages.rounds(tau, products));
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
}
