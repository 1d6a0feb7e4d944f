package dev.proofmark.argument.sumcheck.prover;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.argument.sumcheck.FactorRounds;

/// Rounds of `sum_(b,k) eq(z, b) A(b, k) B(b, k)`, b the first `z.length` variables. The arrays are overwritten.
///
/// **Cost** per element and round 2 products without batch variables, 5 with.
public final class ProductRounds implements FactorRounds {
    private final FrArray a;
    private final FrArray b;
    private final Fr[] z;
    private final FrArray[] weights;
    private final int summed;
    private int size;
    private int round;
    private Fr prefix = Fr.ONE;

    public ProductRounds(FrArray a, FrArray b, int variables, Fr[] z) {
        this.a = a;
        this.b = b;
        this.z = z;
        this.size = 1 << variables;
        this.summed = variables - z.length;
        this.weights = z.length == 0 ? null : FrVector.suffixEqTables(z);
    }

    @Override
    public Fr[] next() {
        if (round >= z.length) {
            Fr[] sums = FrVector.productRound(a, 0, b, 0, size);
            return new Fr[] {prefix.multiply(sums[0]), prefix.multiply(sums[1]), Fr.ZERO};
        }
        Fr[] q = FrVector.weightedProductRound(repeated(weights[round + 1]), 0, a, 0, b, 0, size);
        Fr q1 = q[1].subtract(q[0]).subtract(q[2]);
        Fr e0 = prefix.multiply(Fr.ONE.subtract(z[round]));
        Fr e1 = prefix.multiply(z[round].add(z[round]).subtract(Fr.ONE));
        return new Fr[] {e0.multiply(q[0]), e0.multiply(q[2]).add(e1.multiply(q1)), e1.multiply(q[2])};
    }

    @Override
    public void bind(Fr r) {
        FrVector.fold(a, 0, size, r, a, 0);
        FrVector.fold(b, 0, size, r, b, 0);
        size >>= 1;
        if (round < z.length) {
            Fr zr = z[round].multiply(r);
            prefix = prefix.multiply(Fr.ONE.subtract(z[round]).subtract(r).add(zr).add(zr));
        }
        round++;
    }

    @Override
    public Fr valueOfA() {
        return a.get(0);
    }

    @Override
    public Fr valueOfB() {
        return b.get(0);
    }

    /// Every weight repeated over the summed variables.
    private FrArray repeated(FrArray perBatch) {
        if (summed == 0) {
            return perBatch;
        }
        int run = 1 << summed;
        FrArray all = FrArray.zeros(perBatch.length() * run);
        for (int i = 0; i < perBatch.length(); i++) {
            all.fill(i * run, (i + 1) * run, perBatch.get(i));
        }
        return all;
    }
}
