package dev.proofmark.argument.sumcheck;

import dev.proofmark.argument.transcript.Point;
import dev.proofmark.argument.transcript.Relations;
import java.util.List;

/// What a side has to say of the product list: rounds from the values behind the forms, or nothing.
@FunctionalInterface
public interface ProductListMessages {
    /// A side that computes no messages.
    ProductListMessages NONE = (tau, products) -> EqMessages.NONE;

    EqMessages rounds(Point tau, List<Relations.Product> products);
}
