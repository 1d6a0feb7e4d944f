package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.quantize.program.TableFunction;

/// The values that a function takes left and right of its domain: what its saturation table is shared by.
record Saturation(int below, int above) {
    static Saturation of(TableFunction function) {
        return new Saturation(function.below(), function.above());
    }

    /// The numbers of domains, 0 for inside, by which arguments of that range miss the domain.
    static IntegerRange distance(TableFunction function, IntegerRange arguments) {
        long start = function.domain().low();
        return new IntegerRange(Math.min(0, arguments.low() - start >> function.bits()),
                Math.max(0, arguments.high() - start >> function.bits()));
    }
}
