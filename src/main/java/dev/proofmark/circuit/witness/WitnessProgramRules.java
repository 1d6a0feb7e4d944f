package dev.proofmark.circuit.witness;

import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.View;
import java.util.BitSet;

/// What a witness program must keep to be run: every `WITNESS` and `PUBLIC` tensor is the target of exactly one step, a
/// step reads only what is there by then, and its parameters make sense. Whether the values satisfy the constraints is
/// for the proof to show.
final class WitnessProgramRules {
    private final Circuit circuit;
    private final BitSet filled = new BitSet();
    private final BitSet ready = new BitSet();

    private WitnessProgramRules(Circuit circuit) {
        this.circuit = circuit;
    }

    static void check(WitnessProgram program, Circuit circuit) {
        WitnessProgramRules rules = new WitnessProgramRules(circuit);
        for (WitnessStep step : program.steps()) {
            rules.check(step);
        }
        for (Node node : circuit.nodes()) {
            if (node instanceof Tensor t && isTarget(t) && !rules.filled.get(t.id())) {
                throw failure(t + " is filled by no step");
            }
        }
    }

    private void check(WitnessStep step) {
        int target = step.target();
        if (target >= circuit.nodes().size() || !(circuit.node(target) instanceof Tensor t) || !isTarget(t)) {
            throw failure("node " + target + " is no WITNESS or PUBLIC tensor");
        }
        switch (step) {
            case WitnessStep.Copy s -> source(t, s.source());
            case WitnessStep.LowBits s -> {
                source(t, s.source());
                bits(s.bits());
            }
            case WitnessStep.MiddleBits s -> {
                source(t, s.source());
                bits(s.shift());
                bits(s.bits());
            }
            case WitnessStep.HighBits s -> {
                source(t, s.source());
                bits(s.bits());
            }
            case WitnessStep.TableValue s -> {
                source(t, s.source());
                table(s.table(), s.column());
            }
            case WitnessStep.Quotient s -> source(t, s.divisor());
            case WitnessStep.Ratio s -> {
                source(t, s.numerator());
                source(t, s.divisor());
            }
        }
        if (filled.get(target)) {
            throw failure(t + " is filled twice");
        }
        filled.set(target);
    }

    private void source(Tensor target, int source) {
        if (source >= circuit.nodes().size() || !circuit.node(source).shape().equals(target.shape())) {
            throw failure("node " + source + " is no source for " + target);
        }
        BitSet wanted = new BitSet();
        wanted.set(source);
        for (int id = source; id >= 0; id = wanted.previousSetBit(id - 1)) {
            if (!ready.get(id)) {
                operands(circuit.node(id), wanted);
            }
        }
        ready.or(wanted);
    }

    private void operands(Node node, BitSet wanted) {
        switch (node) {
            case Tensor t -> {
                boolean given = switch (t.kind()) {
                    case WEIGHT, INPUT, CONSTANT -> true;
                    case WITNESS, PUBLIC -> filled.get(t.id());
                    case MULTIPLICITY, TABLE -> false;
                };
                if (!given) {
                    throw failure(t + " is read before it is filled");
                }
            }
            case Combine c -> c.terms().forEach(term -> wanted.set(term.node()));
            case Contract c -> {
                wanted.set(c.a());
                wanted.set(c.b());
            }
            case AxisMap m -> wanted.set(m.operand());
            case View v -> wanted.set(v.operand());
        }
    }

    private void table(int table, int column) {
        if (table >= circuit.tables().size() || column >= circuit.tables().get(table).width()) {
            throw failure("there is no column " + column + " in table " + table);
        }
        if (!(circuit.tables().get(table).columns().getFirst() instanceof Column.Affine affine) || affine.step() == 0) {
            throw failure("rows of table " + table + " are not found by their first column");
        }
    }

    private static void bits(int bits) {
        if (bits > 62) {
            throw failure("at most 62 bits, got " + bits);
        }
    }

    private static boolean isTarget(Tensor t) {
        return t.kind() == TensorKind.WITNESS || t.kind() == TensorKind.PUBLIC;
    }

    private static CircuitException failure(String message) {
        return new CircuitException("witness-program", message);
    }
}
