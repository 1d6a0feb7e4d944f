package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.compiler.graph.Pad;
import dev.proofmark.compiler.graph.PublicNumbers;
import dev.proofmark.compiler.graph.Slice;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Window;
import dev.proofmark.compiler.quantize.program.IndexMaps;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.ProgramBuilder;
import dev.proofmark.compiler.quantize.program.Scales;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Graph operators that only move elements (or sum windows), as integer steps.
final class Moves {

    private final ProgramBuilder program;

    Moves(ProgramBuilder program) {
        this.program = program;
    }

    static IntegerOp.WindowSum windowSum(int x, Window window) {
        return new IntegerOp.WindowSum(
                x, window.kernel(), window.strides(), window.dilations(), window.padsBegin(), window.padsEnd());
    }

    int reshape(String name, int x, TensorShape shape, double scale) {
        return program.shape(x).equals(shape) ? x : program.append(name, new IntegerOp.Reshape(x, shape), scale);
    }

    /// One gather per axis that changes.
    int slice(String name, int x, Slice op, double scale) {
        int result = x;
        for (int axis = 0; axis < op.starts().size(); axis++) {
            int start = op.starts().get(axis);
            int step = op.steps().get(axis);
            List<Integer> ids = IntStream.range(0, op.lengths().get(axis)).mapToObj(i -> start + i * step).toList();
            result = gather(name, result, axis, ids, scale);
        }
        return result;
    }

    int gather(String name, int x, int axis, List<Integer> ids, double scale) {
        List<Integer> all = IntStream.range(0, program.shape(x).length(axis)).boxed().toList();
        return ids.equals(all) ? x : program.append(name, new IntegerOp.Gather(x, axis, ids), scale);
    }

    /// Zero padding by gathers; another constant is added on the border, a secret one also where it rounds to nothing.
    int pad(String name, int x, Pad op, double scale, double factor) {
        TensorShape inner = program.shape(x);
        int result = x;
        for (int axis = 0; axis < inner.rank(); axis++) {
            result = gather(name, result, axis, paddedIds(op, axis, inner.length(axis)), scale);
        }
        long fill = Scales.nearest(op.value() * factor / scale);
        if (fill == 0 && PublicNumbers.isListed(op.value())) {
            return result;
        }
        long[] border = border(op, inner, program.shape(result), fill);
        int constant = program.weights(name + " border", border, program.shape(result), scale);
        IntegerOp.Combination sum = new IntegerOp.Combination(
                List.of(new IntegerOp.Term(1, result), new IntegerOp.Term(1, constant)), 0);
        return program.append(name, sum, scale);
    }

    private static List<Integer> paddedIds(Pad op, int axis, int length) {
        List<Integer> ids = new ArrayList<>();
        for (int i = -op.begins().get(axis); i < length + op.ends().get(axis); i++) {
            ids.add(i < 0 || i >= length ? -1 : i);
        }
        return ids;
    }

    private static long[] border(Pad op, TensorShape inner, TensorShape outer, long fill) {
        long[] inside = new long[inner.elementCount()];
        java.util.Arrays.fill(inside, fill);
        TensorShape shape = inner;
        for (int axis = 0; axis < inner.rank(); axis++) {
            TensorShape wider = shape.with(axis, outer.length(axis));
            inside = IndexMaps.pick(
                    inside, IndexMaps.gather(shape, wider, axis, paddedIds(op, axis, inner.length(axis))));
            shape = wider;
        }
        return java.util.Arrays.stream(inside).map(value -> fill - value).toArray();
    }
}
