package dev.proofmark.argument.transcript;

import dev.proofmark.algebra.field.Fr;
import java.util.Map;
import java.util.TreeMap;

/// A sum of multiples of affine forms, collected term by term: adding forms one to the other would copy every sum, which
/// is quadratic where a circuit has many claims.
public final class AffineSum {
    private final TreeMap<Integer, Fr> coefficients = new TreeMap<>();
    private Fr constant = Fr.ZERO;

    public void add(AffineForm form) {
        add(form, Fr.ONE);
    }

    public void add(AffineForm form, Fr factor) {
        constant = constant.add(factor.multiply(form.constant()));
        form.forEachPad((pad, coefficient) -> coefficients.merge(pad, factor.multiply(coefficient), Fr::add));
    }

    public void add(Fr value) {
        constant = constant.add(value);
    }

    public AffineForm total() {
        int[] pads = new int[coefficients.size()];
        Fr[] values = new Fr[pads.length];
        int n = 0;
        for (Map.Entry<Integer, Fr> term : coefficients.entrySet()) {
            pads[n] = term.getKey();
            values[n++] = term.getValue();
        }
        return AffineForm.of(constant, pads, values);
    }
}
