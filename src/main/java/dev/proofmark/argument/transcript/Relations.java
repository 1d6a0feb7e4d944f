package dev.proofmark.argument.transcript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the padded conversation leaves to be shown: affine forms that must be zero, and products of affine forms.
/// The closing argument discharges both lists, in logging order.
public final class Relations {
    /// `a * b = c`.
    public record Product(AffineForm a, AffineForm b, AffineForm c) {
    }

    private final List<AffineForm> linear = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();

    /// Logs that the form must be zero.
    public void zero(AffineForm form) {
        linear.add(form);
    }

    public void product(AffineForm a, AffineForm b, AffineForm c) {
        products.add(new Product(a, b, c));
    }

    public List<AffineForm> linear() {
        return Collections.unmodifiableList(linear);
    }

    public List<Product> products() {
        return Collections.unmodifiableList(products);
    }
}
