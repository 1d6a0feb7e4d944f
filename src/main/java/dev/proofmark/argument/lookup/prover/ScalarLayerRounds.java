package dev.proofmark.argument.lookup.prover;

import dev.proofmark.algebra.field.Fr;

/// Rounds of a layer that is small enough to be held element by element.
final class ScalarLayerRounds extends LayerRounds {
    private final ScalarLayer layer;
    private final Fr lambda;

    ScalarLayerRounds(ScalarLayer layer, Fr[] z, Fr claim, Fr lambda) {
        super(z, claim);
        this.layer = layer;
        this.lambda = lambda;
    }

    @Override
    protected Fr[] evaluate(int round) {
        return layer.evaluate(round);
    }

    @Override
    protected void fold(int round, Fr r) {
        layer.fold(r);
    }

    @Override
    public Fr[] children() {
        return layer.children(lambda);
    }
}
