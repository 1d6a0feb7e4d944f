package dev.proofmark.algebra.curve;

import dev.proofmark.algebra.field.Fp;
import dev.proofmark.algebra.field.Fr;

/// Work over many points, in two versions with equal results: [BatchedPoints] over the bulk kernels, and [SinglePoints],
/// point by point. The offline verifier's jar has only the second, so that little has to be read there; wherever the
/// first is on the class path, it is used.
interface ManyPoints {
    ManyPoints PRESENT = present("dev.proofmark.algebra.curve.BatchedPoints");

    /// The sum of `scalars[i]` times `points[i]`; none of them is the identity or zero.
    G1 sum(G1[] points, Fr[] scalars);

    /// A root of each element; null for those that have none.
    Fp[] squareRoots(Fp[] elements);

    /// The version of that name, or point by point where there is no such class.
    static ManyPoints present(String name) {
        try {
            return (ManyPoints) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            return new SinglePoints();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be used", e);
        }
    }
}
