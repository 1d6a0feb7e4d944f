package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A concatenation is the sum of its parts, each moved to its place.
final class Concats {
    private Concats() {
    }

    static int of(CircuitDraft draft, List<Integer> parts, int axis, Shape result) {
        List<Term> terms = new ArrayList<>();
        int offset = 0;
        for (int part : parts) {
            int length = draft.shape(part).length(axis);
            int[] ids = new int[result.length(axis)];
            Arrays.fill(ids, -1);
            for (int i = 0; i < length; i++) {
                ids[offset + i] = i;
            }
            offset += length;
            terms.add(Term.of(AxisMaps.gather(draft, part, axis, ids), Coefficient.ONE, result.rank()));
        }
        return draft.combine(result, Coefficient.ZERO, terms);
    }
}
