package dev.proofmark.circuit.codec;

import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.rules.CircuitRules;
import java.util.ArrayList;
import java.util.List;

/// Reads the format of `CircuitCodec` by replaying it into a `CircuitBuilder`.
final class CircuitReader {
    private static final int MAX_CONSTRAINTS = 1 << 17;
    private static final int MAX_PORTS = 1 << 10;
    private static final int MAX_SCALES = 1 << 16;

    private final ByteSource in;
    private final CircuitBuilder builder = new CircuitBuilder();
    /// Refuses sums of more operands than the rules will be charged for before their list is made.
    private final WorkBudget sums = WorkBudget.decoding(() -> {});

    CircuitReader(byte[] bytes) {
        this.in = new ByteSource(bytes);
        sums.charge(Work.BYTE, bytes.length);
    }

    Circuit read(WorkBudget budget) {
        int version = in.u8();
        if (version != CircuitCodec.VERSION) {
            throw in.failure("circuit version " + CircuitCodec.VERSION + " expected, got " + version);
        }
        int columnBits = in.u8();
        for (int n = in.count("nodes", CircuitBuilder.MAX_NODES, 3); n > 0; n--) {
            node();
        }
        for (int n = in.count("tables", CircuitRules.MAX_TABLES, 12); n > 0; n--) {
            table();
        }
        for (int n = in.count("constraints", MAX_CONSTRAINTS, 5); n > 0; n--) {
            constraint();
        }
        for (int n = in.count("inputs", MAX_PORTS, 36); n > 0; n--) {
            builder.inputPort(in.name(), in.u32(), in.shape(), scale(), range());
        }
        for (int n = in.count("outputs", MAX_PORTS, 36); n > 0; n--) {
            builder.outputPort(in.name(), in.u32(), in.shape(), scale(), range());
        }
        in.end();
        return builder.build(columnBits, budget);
    }

    private PortScale scale() {
        double unit = Double.longBitsToDouble(in.i64());
        int axis = in.u8();
        List<Integer> exponents = new ArrayList<>();
        for (int n = in.count("scales", MAX_SCALES, 1); n > 0; n--) {
            exponents.add(in.u8());
        }
        return new PortScale(unit, axis, exponents);
    }

    private void node() {
        int kind = in.u8();
        switch (kind) {
            case 0 -> builder.weight(in.name(), in.shape(), range());
            case 1 -> builder.input(in.name(), in.shape());
            case 2 -> builder.witness(in.name(), in.shape());
            case 3 -> builder.publicTensor(in.name(), in.shape(), range());
            case 4 -> constant();
            case 5 -> stored();
            case 16 -> combine();
            case 17 -> contract();
            case 18 -> axisMap();
            case 19 -> builder.view(in.u32(), in.shape(), in.smallList());
            default -> throw in.failure("unknown node kind " + kind);
        }
    }

    private void constant() {
        String name = in.name();
        Shape shape = in.shape();
        builder.constant(name, shape, in.values(shape.size()));
    }

    private void stored() {
        String name = in.name();
        int length = Shape.of(in.u32()).length(0);
        builder.stored(name, in.values(length));
    }

    private void combine() {
        Shape shape = in.shape();
        Coefficient constant = coefficient();
        int count = in.u16();
        sums.charge(Work.OPERAND, count);
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int node = in.u32();
            Coefficient coefficient = coefficient();
            int[] axes = in.smallList(shape.rank());
            for (int a = 0; a < axes.length; a++) {
                axes[a] = axes[a] == 255 ? -1 : axes[a];
            }
            terms.add(new Term(node, coefficient, axes));
        }
        builder.combine(shape, constant, terms);
    }

    private void contract() {
        int a = in.u32();
        int[] aLabels = in.smallList();
        int b = in.u32();
        builder.contract(a, aLabels, b, in.smallList(), in.smallList());
    }

    private void axisMap() {
        int operand = in.u32();
        int count = in.u8();
        List<AxisGroup> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            groups.add(group());
        }
        builder.axisMap(operand, groups);
    }

    private AxisGroup group() {
        int kind = in.u8();
        return switch (kind) {
            case 0 -> AxisGroup.PASS;
            case 1 -> new AxisGroup(new AxisMatrix.Window(in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32()));
            case 2 -> new AxisGroup(new AxisMatrix.WindowSum(in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32()));
            case 3 -> {
                int[] inputs = in.lengths();
                Shape outputs = in.shape();
                long[] values = in.values(outputs.size());
                int[] source = new int[values.length];
                for (int i = 0; i < source.length; i++) {
                    source[i] = (int) values[i];
                    if (source[i] != values[i]) {
                        throw in.failure("gather source out of range");
                    }
                }
                yield new AxisGroup(new AxisMatrix.Gather(inputs, outputs.lengths(), source));
            }
            default -> throw in.failure("unknown axis group " + kind);
        };
    }

    private void table() {
        String name = in.name();
        int length = in.u32();
        int width = in.u8();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int kind = in.u8();
            columns.add(switch (kind) {
                case 0 -> new Column.Affine(in.i64(), in.i64());
                case 1 -> new Column.Stored(in.u32());
                default -> throw in.failure("unknown column kind " + kind);
            });
        }
        builder.table(name, length, columns);
    }

    private void constraint() {
        int kind = in.u8();
        switch (kind) {
            case 0 -> {
                int table = in.u32();
                int[] operands = new int[in.u8()];
                for (int i = 0; i < operands.length; i++) {
                    operands[i] = in.u32();
                }
                builder.lookup(table, operands);
            }
            case 1 -> builder.zero(in.u32());
            default -> throw in.failure("unknown constraint kind " + kind);
        }
    }

    private IntegerRange range() {
        return new IntegerRange(in.i64(), in.i64());
    }

    private Coefficient coefficient() {
        return new Coefficient(in.i64(), in.u8());
    }
}
