package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;

/// A sum of steps with integer multipliers, not yet a step of its own. All at one scale.
record Accumulator(List<IntegerOp.Term> terms, long constant, TensorShape shape) {

    static Accumulator of(int step, TensorShape shape) {
        return new Accumulator(List.of(new IntegerOp.Term(1, step)), 0, shape);
    }

    static Accumulator scaled(long multiplier, int step, TensorShape shape) {
        return new Accumulator(List.of(new IntegerOp.Term(multiplier, step)), 0, shape);
    }

    static Accumulator constant(long constant, TensorShape shape) {
        return new Accumulator(List.of(), constant, shape);
    }

    Accumulator plus(Accumulator other) {
        List<IntegerOp.Term> all = new ArrayList<>(terms);
        all.addAll(other.terms);
        return new Accumulator(all, constant + other.constant, TensorShape.broadcast(shape, other.shape));
    }

    /// The step that holds the sum, appended unless it is a step already.
    int step(ProgramBuilder program, String name, double scale) {
        boolean single = terms.size() == 1 && constant == 0 && terms.getFirst().multiplier() == 1;
        if (single && program.shape(terms.getFirst().operand()).equals(shape)) {
            return terms.getFirst().operand();
        }
        List<IntegerOp.Term> all = new ArrayList<>(terms);
        TensorShape covered = terms.stream()
                .map(term -> program.shape(term.operand()))
                .reduce(TensorShape.SCALAR, TensorShape::broadcast);
        if (all.isEmpty() || !covered.equals(shape)) {
            all.add(new IntegerOp.Term(1, program.weights(name + " zero", new long[shape.elementCount()], shape, scale)));
        }
        return program.append(name, new IntegerOp.Combination(all, constant), scale);
    }
}
