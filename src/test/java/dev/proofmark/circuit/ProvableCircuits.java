package dev.proofmark.circuit;

import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.circuit.witness.WitnessStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Small random circuits that have witnesses: with a program, weights and inputs to prove them with.
public final class ProvableCircuits extends RandomCircuits {
    private static final double MAX_PUBLIC = 1L << 38;
    private static final int MAX_ROWS = 300;

    private final Map<Integer, long[]> weights = new LinkedHashMap<>();
    private final Map<String, long[]> inputs = new LinkedHashMap<>();
    private final List<WitnessStep> steps = new ArrayList<>();
    private final Map<Integer, Double> magnitudes = new LinkedHashMap<>();
    private int names;

    /// All that is needed to prove.
    public record Provable(Circuit circuit, WitnessProgram program, Map<Integer, long[]> weights, Map<String, long[]> inputs) {
    }

    public ProvableCircuits(long seed) {
        super(seed);
    }

    public Provable provable() {
        while (true) {
            try {
                return attempt();
            } catch (CircuitException refused) {
                // another one
            }
        }
    }

    private Provable attempt() {
        builder = new CircuitBuilder();
        operands = new ArrayList<>();
        weights.clear();
        inputs.clear();
        steps.clear();
        magnitudes.clear();
        int weightsWanted = random.nextInt(4);
        for (int i = 0; i < weightsWanted; i++) {
            weight();
        }
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            input();
        }
        if (random.nextBoolean()) {
            Shape shape = shape();
            operands.add(magnitude(builder.constant(name(), shape, random.longs(shape.size(), -3, 4).toArray()), 3));
        }
        for (int i = 3 + random.nextInt(6); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> requantize(pick());
                case 1 -> publish(pick());
                default -> operands.add(bounded(expression()));
            }
        }
        publish(operands.getLast());
        int last = pick();
        if (random.nextInt(3) == 0) {
            builder.zero(builder.combine(builder.shape(last), Coefficient.ZERO,
                    Term.of(last, Coefficient.ONE, builder.shape(last).rank()),
                    Term.of(last, Coefficient.MINUS_ONE, builder.shape(last).rank())));
        }
        return new Provable(builder.build(2 + random.nextInt(4)), new WitnessProgram(steps), Map.copyOf(weights), Map.copyOf(inputs));
    }

    private String name() {
        return "n" + names++;
    }

    private int magnitude(int node, double magnitude) {
        magnitudes.put(node, magnitude);
        return node;
    }

    private void weight() {
        Shape shape = shape();
        IntegerRange range = IntegerRange.signed(2 + random.nextInt(4));
        int id = builder.weight(name(), shape, range);
        weights.put(id, random.longs(shape.size(), range.low(), range.high() + 1).toArray());
        operands.add(magnitude(id, range.magnitude()));
    }

    private void input() {
        Shape shape = shape();
        IntegerRange range = new IntegerRange(-random.nextInt(6), random.nextInt(6));
        String name = name();
        int id = builder.input(name, shape);
        builder.lookup(builder.rangeTable(name(), range), id);
        builder.inputPort(name, id, shape, PortScale.uniform(0.5), range);
        inputs.put(name, random.longs(shape.size(), range.low(), range.high() + 1).toArray());
        operands.add(magnitude(id, range.magnitude()));
    }

    /// A bound on the absolute values of a new expression from those of its operands.
    private int bounded(int node) {
        double bound = switch (builder.node(node)) {
            case Tensor t -> throw new IllegalStateException();
            case Combine c -> Math.abs(c.constant().numerator()) + c.terms().stream()
                    .mapToDouble(t -> Math.abs((double) t.coefficient().numerator()) * magnitudes.get(t.node())).sum();
            case Contract c -> {
                double terms = magnitudes.get(c.a()) * magnitudes.get(c.b());
                for (int axis : c.summedAxesOfA()) {
                    terms *= builder.shape(c.a()).length(axis);
                }
                yield terms;
            }
            case AxisMap m -> m.groups().stream().filter(AxisGroup::mapped).mapToDouble(g -> g.matrix().maxRowWeight())
                    .reduce(magnitudes.get(m.operand()), (x, y) -> x * y);
            case View v -> magnitudes.get(v.operand());
        };
        return magnitude(node, bound);
    }

    /// rem and a random function of the quotient, over a table whose length need not be a power of two.
    private void requantize(int acc) {
        int shift = 1 + random.nextInt(5);
        long reach = (long) (magnitudes.get(acc) / (1 << shift)) + 2;
        if (reach > MAX_ROWS / 2) {
            return;
        }
        Shape shape = builder.shape(acc);
        int rank = shape.rank();
        int rem = builder.witness(name(), shape);
        int u = builder.combine(shape, Coefficient.of(1, 1), Term.of(acc, Coefficient.of(1, shift), rank),
                Term.of(rem, Coefficient.of(-1, shift), rank));
        int y = builder.witness(name(), shape);
        int rows = (int) (2 * reach + 1);
        Column first = new Column.Affine(-reach, 1);
        Column second = random.nextBoolean() ? builder.stored(name(), random.longs(rows, -4, 5).toArray()) : new Column.Affine(3, -2);
        int table = builder.table(name(), rows, List.of(first, second));
        builder.lookup(builder.rangeTable(name(), IntegerRange.unsigned(shift)), rem);
        builder.lookup(table, u, y);
        steps.add(new WitnessStep.LowBits(rem, acc, 1L << shift - 1, shift));
        steps.add(new WitnessStep.TableValue(y, u, table, 1));
        operands.add(magnitude(rem, 1 << shift));
        operands.add(magnitude(u, reach));
        operands.add(magnitude(y, 3 + 2 * rows));
    }

    private void publish(int node) {
        if (magnitudes.get(node) > MAX_PUBLIC) {
            return;
        }
        Shape shape = builder.shape(node);
        IntegerRange range = IntegerRange.signed(40);
        int out = builder.publicTensor(name(), shape, range);
        builder.zero(builder.combine(shape, Coefficient.ZERO, Term.of(node, Coefficient.ONE, shape.rank()),
                Term.of(out, Coefficient.MINUS_ONE, shape.rank())));
        builder.outputPort(name(), out, shape, PortScale.uniform(0.5), range);
        steps.add(new WitnessStep.Copy(out, node));
        operands.add(magnitude(out, magnitudes.get(node)));
        if (magnitudes.get(node) < MAX_ROWS && random.nextInt(3) == 0) {
            long reach = magnitudes.get(node).longValue() + 1;
            builder.lookup(builder.rangeTable(name(), new IntegerRange(-reach, reach)), random.nextBoolean() ? out : node);
        }
    }

    /// Names of what this generator can make, for tests that want all of it.
    public static List<String> kinds(Circuit circuit) {
        return circuit.nodes().stream().map(n -> switch (n) {
            case Tensor t -> t.kind().name();
            case Combine c -> "COMBINE";
            case Contract c -> c.a() == c.b() ? "CONTRACT SQUARE" : "CONTRACT";
            case AxisMap m -> "AXIS MAP";
            case View v -> "VIEW";
        }).distinct().toList();
    }
}
