package dev.proofmark.compiler.synthesis;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Axis maps; a map of a map is one map where the matrices allow it, which saves a level of the proof.
final class AxisMaps {
    private AxisMaps() {
    }

    /// Applies groups of one input axis each, or passes where none is mapped.
    static int apply(CircuitDraft draft, int operand, List<AxisGroup> groups) {
        if (groups.stream().noneMatch(AxisGroup::mapped)) {
            return operand;
        }
        if (draft.builder().node(operand) instanceof AxisMap inner) {
            Optional<List<AxisGroup>> joined = join(inner.groups(), groups);
            if (joined.isPresent()) {
                return apply(draft, inner.operand(), joined.get());
            }
        }
        return draft.axisMap(operand, groups);
    }

    static int gather(CircuitDraft draft, int operand, int axis, int[] ids) {
        Shape shape = draft.shape(operand);
        if (Arrays.equals(ids, CircuitDraft.identity(shape.length(axis)))) {
            return operand;
        }
        AxisMatrix matrix = new AxisMatrix.Gather(new int[] {shape.length(axis)}, new int[] {ids.length}, ids);
        return apply(draft, operand, on(shape.rank(), axis, matrix));
    }

    /// Maps one axis, passes the others.
    static List<AxisGroup> on(int rank, int axis, AxisMatrix matrix) {
        List<AxisGroup> groups = new ArrayList<>();
        for (int a = 0; a < rank; a++) {
            groups.add(a == axis ? new AxisGroup(matrix) : AxisGroup.PASS);
        }
        return groups;
    }

    /// The groups of `outer` after `inner`, if every group pair joins.
    private static Optional<List<AxisGroup>> join(List<AxisGroup> inner, List<AxisGroup> outer) {
        List<AxisGroup> joined = new ArrayList<>();
        int o = 0;
        for (AxisGroup in : inner) {
            List<AxisGroup> over = new ArrayList<>();
            int axes = 0;
            while (axes < in.outputAxes() && o < outer.size()) {
                axes += outer.get(o).inputAxes();
                over.add(outer.get(o++));
            }
            if (axes != in.outputAxes()) {
                return Optional.empty();
            }
            if (over.stream().noneMatch(AxisGroup::mapped)) {
                joined.add(in);
            } else if (!in.mapped()) {
                joined.addAll(over);
            } else if (over.size() == 1 && selects(in.matrix()) && selects(over.getFirst().matrix())) {
                joined.add(new AxisGroup(compose(in.matrix(), over.getFirst().matrix())));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(joined);
    }

    /// Whether every output reads at most one input.
    private static boolean selects(AxisMatrix matrix) {
        return switch (matrix) {
            case AxisMatrix.Window w -> true;
            case AxisMatrix.WindowSum w -> false;
            case AxisMatrix.Gather g -> true;
        };
    }

    private static AxisMatrix compose(AxisMatrix inner, AxisMatrix outer) {
        int[] first = source(inner);
        int[] second = source(outer);
        int[] source = Arrays.stream(second).map(s -> s < 0 ? -1 : first[s]).toArray();
        return new AxisMatrix.Gather(inner.inputLengths(), outer.outputLengths(), source);
    }

    private static int[] source(AxisMatrix matrix) {
        int outputs = Arrays.stream(matrix.outputLengths()).reduce(1, (x, y) -> x * y);
        int[] source = new int[outputs];
        Arrays.fill(source, -1);
        matrix.forEach((output, input) -> source[output] = input);
        return source;
    }
}
