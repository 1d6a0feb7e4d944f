package dev.proofmark.circuit;

import dev.proofmark.circuit.build.CircuitBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Small random circuits over every node kind; integer coefficients unless asked otherwise. Attempts that the builder
/// refuses are repeated.
public class RandomCircuits {
    final Random random;
    CircuitBuilder builder;
    List<Integer> operands;
    private List<Constraint> lookups;

    public RandomCircuits(long seed) {
        this.random = new Random(seed);
    }

    public Circuit next() {
        while (true) {
            try {
                return attempt();
            } catch (CircuitException refused) {
                // another one
            }
        }
    }

    /// A circuit that no rule has seen: some witnesses are in no lookup. It has neither tables nor ports.
    public Circuit unchecked() {
        while (true) {
            try {
                parts(true);
                List<Node> nodes = new ArrayList<>();
                for (int id = 0; id <= operands.getLast(); id++) {
                    nodes.add(builder.node(id));
                }
                return new Circuit(nodes, List.of(), lookups, List.of(), List.of(), 2);
            } catch (CircuitException refused) {
                // another one
            }
        }
    }

    private Circuit attempt() {
        parts(false);
        int last = operands.getLast();
        int difference = builder.combine(builder.shape(last), Coefficient.ZERO,
                Term.of(last, Coefficient.ONE, builder.shape(last).rank()),
                Term.of(last, Coefficient.MINUS_ONE, builder.shape(last).rank()));
        if (random.nextInt(4) == 0) {
            builder.zero(difference);
        }
        return builder.build(2 + random.nextInt(3));
    }

    /// Every other one with a step of its own for each element.
    private PortScale scale(int length) {
        if (length < 2 || random.nextBoolean()) {
            return PortScale.uniform(0.25);
        }
        List<Integer> exponents = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            exponents.add(i);
        }
        return new PortScale(0.25, 0, exponents.stream().map(e -> Math.min(e, PortScale.MAX_EXPONENT)).toList());
    }

    private void parts(boolean loose) {
        builder = new CircuitBuilder();
        operands = new ArrayList<>();
        lookups = new ArrayList<>();
        int range = builder.rangeTable("range", new IntegerRange(-2, 2));
        int pairs = builder.table("pairs", 3, List.of(new Column.Affine(-1, 1),
                builder.stored("values", new long[] {random.nextInt(5), -300, 7})));
        for (int i = 0; i < 4; i++) {
            tensor(range, pairs, i, loose);
        }
        for (int i = 0; i < 6; i++) {
            operands.add(expression());
        }
    }

    private void lookup(int table, int... operands) {
        builder.lookup(table, operands);
        lookups.add(new Constraint.Lookup(table, operands));
    }

    private void tensor(int range, int pairs, int i, boolean loose) {
        Shape shape = shape();
        String name = "tensor " + i;
        int id = switch (random.nextInt(5)) {
            case 0 -> builder.weight(name, shape, IntegerRange.signed(3));
            case 1 -> {
                int input = builder.input(name, shape);
                builder.inputPort(name, input, Shape.of(shape.size()), scale(shape.size()), new IntegerRange(-2, 2));
                lookup(range, input);
                yield input;
            }
            case 2 -> {
                int witness = builder.witness(name, shape);
                if (!loose || random.nextInt(3) == 0) {
                    if (random.nextBoolean()) {
                        lookup(range, witness);
                    } else {
                        lookup(pairs, witness, witness);
                    }
                }
                yield witness;
            }
            case 3 -> {
                int stated = builder.publicTensor(name, shape, IntegerRange.signed(4));
                builder.outputPort(name, stated, shape, PortScale.uniform(0.5), IntegerRange.signed(4));
                yield stated;
            }
            default -> builder.constant(name, shape, random.longs(shape.size(), -3, 4).toArray());
        };
        operands.add(id);
    }

    Shape shape() {
        return Shape.of(random.ints(random.nextInt(4), 1, 6).toArray());
    }

    int pick() {
        return operands.get(random.nextInt(operands.size()));
    }

    int expression() {
        return switch (random.nextInt(4)) {
            case 0 -> combine();
            case 1 -> contract();
            case 2 -> axisMap();
            default -> view();
        };
    }

    private int combine() {
        Shape shape = random.nextBoolean() ? builder.shape(pick()) : shape();
        List<Term> terms = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int node = pick();
            Shape from = builder.shape(node);
            int[] axes = new int[shape.rank()];
            Arrays.fill(axes, -1);
            for (int f = 0; f < from.rank(); f++) {
                List<Integer> free = new ArrayList<>();
                for (int a = 0; a < axes.length; a++) {
                    if (axes[a] < 0 && shape.length(a) == from.length(f)) {
                        free.add(a);
                    }
                }
                if (!free.isEmpty()) {
                    axes[free.get(random.nextInt(free.size()))] = f;
                }
            }
            terms.add(new Term(node, Coefficient.of(random.nextInt(7) - 3), axes));
        }
        return builder.combine(shape, Coefficient.of(random.nextInt(3) - 1), terms);
    }

    private int contract() {
        int a = pick();
        int b = pick();
        Shape sa = builder.shape(a);
        Shape sb = builder.shape(b);
        int[] la = new int[sa.rank()];
        int[] lb = new int[sb.rank()];
        List<Integer> out = new ArrayList<>();
        Arrays.setAll(lb, i -> 100 + i);
        boolean[] taken = new boolean[lb.length];
        for (int i = 0; i < la.length; i++) {
            la[i] = i;
            boolean shared = false;
            for (int j = 0; j < lb.length && !shared; j++) {
                if (!taken[j] && sb.length(j) == sa.length(i) && random.nextInt(3) > 0) {
                    taken[j] = true;
                    lb[j] = i;
                    shared = true;
                }
            }
            if (!shared || random.nextInt(3) == 0) {
                out.add(random.nextInt(out.size() + 1), i);
            }
        }
        for (int j = 0; j < lb.length; j++) {
            if (!taken[j]) {
                out.add(random.nextInt(out.size() + 1), lb[j]);
            }
        }
        return builder.contract(a, la, b, lb, out.stream().mapToInt(x -> x).toArray());
    }

    private int axisMap() {
        int node = pick();
        Shape shape = builder.shape(node);
        List<AxisGroup> groups = new ArrayList<>();
        for (int a = 0; a < shape.rank(); a++) {
            int length = shape.length(a);
            if (random.nextInt(3) == 0) {
                groups.add(AxisGroup.PASS);
            } else if (a + 1 < shape.rank() && random.nextInt(3) == 0) {
                groups.add(new AxisGroup(gather(length, shape.length(++a))));
            } else {
                int kernel = 1 + random.nextInt(3);
                groups.add(new AxisGroup(switch (random.nextInt(3)) {
                    case 0 -> new AxisMatrix.Window(length, 1 + random.nextInt(4), kernel, 1 + random.nextInt(2),
                            1 + random.nextInt(2), random.nextInt(2));
                    case 1 -> new AxisMatrix.WindowSum(length, 1 + random.nextInt(4), kernel, 1 + random.nextInt(2),
                            1 + random.nextInt(2), random.nextInt(2));
                    default -> gather(length);
                }));
            }
        }
        return builder.axisMap(node, groups);
    }

    private AxisMatrix gather(int... inputs) {
        int size = Arrays.stream(inputs).reduce(1, (x, y) -> x * y);
        int[] outputs = random.ints(1 + random.nextInt(2), 1, 4).toArray();
        int count = Arrays.stream(outputs).reduce(1, (x, y) -> x * y);
        return new AxisMatrix.Gather(inputs, outputs, random.ints(count, -1, size).toArray());
    }

    private int view() {
        int node = pick();
        Shape shape = builder.shape(node);
        List<Integer> order = new ArrayList<>();
        for (int a = 0; a < shape.rank(); a++) {
            order.add(random.nextInt(order.size() + 1), a);
        }
        if (random.nextBoolean()) {
            return builder.transpose(node, order.stream().mapToInt(x -> x).toArray());
        }
        int[] merged = shape.rank() < 2 ? new int[] {shape.size()}
                : Arrays.copyOf(shape.lengths(), shape.rank() - 1);
        if (shape.rank() >= 2) {
            merged[merged.length - 1] *= shape.length(shape.rank() - 1);
        }
        return builder.reshape(node, Shape.of(merged));
    }
}
