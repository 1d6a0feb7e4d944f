package dev.proofmark.compiler.quantize.lowering;

import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.compiler.graph.MaxPool;
import dev.proofmark.compiler.graph.Node;
import dev.proofmark.compiler.graph.Value;
import dev.proofmark.compiler.graph.Window;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.Widths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Maxima as tournaments of pairs.
///
/// A window maximum is taken one axis after the other: with k taps per axis that is k-1 comparisons per axis and
/// position. A tap outside of the tensor repeats a tap inside of the same window, which changes no maximum.
final class MaximumLowering {

    private final Lowering lowering;

    MaximumLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Scaled pool(Node node, MaxPool pool) {
        Scaled x = compact(node.input(0));
        String name = node.output().name();
        Window window = pool.window();
        int result = x.step();
        for (int axis = window.rank() - 1; axis >= 0; axis--) {
            result = alongAxis(name, result, axis, window, node.output().shape().length(axis + 2), x.scale());
        }
        return new Scaled(result, x.scale());
    }

    /// The largest element along an axis, which stays with length one.
    int overall(String name, int x, int axis, double scale) {
        int rest = x;
        while (lowering.program.shape(rest).length(axis) > 1) {
            int length = lowering.program.shape(rest).length(axis);
            int half = length / 2;
            int winners = maximum(name, part(name, rest, axis, 0, half, scale), part(name, rest, axis, half, 2 * half, scale), scale);
            rest = length % 2 == 0
                    ? winners
                    : lowering.program.append(
                            name,
                            new IntegerOp.Concat(List.of(winners, part(name, rest, axis, length - 1, length, scale)), axis),
                            scale);
        }
        return rest;
    }

    /// The value as an operand whose differences fit a table.
    Scaled compact(Value value) {
        Scaled x = lowering.operand(value);
        boolean narrow = Widths.signed(lowering.program.range(x.step())) <= lowering.precision.domainBits() + 1;
        return narrow ? x : rounded(value, x);
    }

    private Scaled rounded(Value value, Scaled x) {
        Accumulator whole = Accumulator.of(x.step(), value.shape());
        return lowering.requantized(value.name(), whole, x.scale());
    }

    private int alongAxis(String name, int x, int axis, Window window, int outputs, double scale) {
        int length = lowering.program.shape(x).length(axis + 2);
        List<List<Integer>> taps = new ArrayList<>();
        for (int tap = 0; tap < window.kernel().get(axis); tap++) {
            List<Integer> ids = new ArrayList<>();
            for (int o = 0; o < outputs; o++) {
                int id = window.inputIndex(axis, o, tap);
                ids.add(id >= 0 && id < length ? id : firstInside(window, axis, o, length));
            }
            if (!taps.contains(ids)) {
                taps.add(ids);
            }
        }
        List<Integer> round = new ArrayList<>();
        taps.forEach(ids -> round.add(lowering.layouts.gather(name, x, axis + 2, ids, scale)));
        while (round.size() > 1) {
            int a = round.removeFirst();
            int b = round.removeFirst();
            round.add(maximum(name, a, b, scale));
        }
        return round.getFirst();
    }

    private static int firstInside(Window window, int axis, int output, int length) {
        return IntStream.range(0, window.kernel().get(axis))
                .map(tap -> window.inputIndex(axis, output, tap))
                .filter(id -> id >= 0 && id < length)
                .findFirst()
                .orElseThrow();
    }

    private int maximum(String name, int a, int b, double scale) {
        IntegerRange left = lowering.program.range(a);
        IntegerRange right = lowering.program.range(b);
        IntegerRange differences = new IntegerRange(left.low() - right.high(), left.high() - right.low());
        int bits = Math.max(Widths.signed(differences), lowering.precision.domainBits());
        return lowering.program.append(name, new IntegerOp.Maximum(a, b, bits), scale);
    }

    private int part(String name, int x, int axis, int from, int to, double scale) {
        return lowering.layouts.gather(name, x, axis, IntStream.range(from, to).boxed().toList(), scale);
    }
}
