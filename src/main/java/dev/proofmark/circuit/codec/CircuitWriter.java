package dev.proofmark.circuit.codec;

import dev.proofmark.circuit.AxisGroup;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.AxisMatrix;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.Coefficient;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.Term;
import dev.proofmark.circuit.View;
import java.util.Arrays;
import java.util.List;

/// Writes the format of `CircuitCodec`.
final class CircuitWriter {
    private final ByteSink out = new ByteSink();

    byte[] write(Circuit circuit) {
        out.u8(CircuitCodec.VERSION);
        out.u8(circuit.columnBits());
        List<Node> nodes = circuit.nodes().subList(0, circuit.nodes().size() - circuit.tables().size());
        out.u32(nodes.size());
        nodes.forEach(this::node);
        out.u32(circuit.tables().size());
        circuit.tables().forEach(this::table);
        out.u32(circuit.constraints().size());
        circuit.constraints().forEach(this::constraint);
        ports(circuit.inputs());
        ports(circuit.outputs());
        return out.toByteArray();
    }

    private void node(Node node) {
        switch (node) {
            case Tensor t -> tensor(t);
            case Combine c -> combine(c);
            case Contract c -> contract(c);
            case AxisMap m -> axisMap(m);
            case View v -> {
                out.u8(19);
                out.u32(v.operand());
                out.lengths(v.shape().lengths());
                out.smallList(v.variables());
            }
        }
    }

    private void tensor(Tensor t) {
        out.u8(switch (t.kind()) {
            case WEIGHT -> 0;
            case INPUT -> 1;
            case WITNESS -> 2;
            case PUBLIC -> 3;
            case CONSTANT -> 4;
            case TABLE -> 5;
            case MULTIPLICITY -> throw new CircuitException("encoding", "a multiplicity tensor among the other nodes");
        });
        out.name(t.name());
        if (t.kind() == TensorKind.TABLE) {
            out.u32(t.shape().length(0));
        } else {
            out.lengths(t.shape().lengths());
        }
        if (t.range() != null) {
            range(t.range());
        }
        if (t.values() != null) {
            out.values(t.values());
        }
    }

    private void combine(Combine c) {
        out.u8(16);
        out.lengths(c.shape().lengths());
        coefficient(c.constant());
        out.u16(c.terms().size());
        for (Term term : c.terms()) {
            out.u32(term.node());
            coefficient(term.coefficient());
            for (int axis : term.axes()) {
                out.u8(axis & 0xff);
            }
        }
    }

    private void contract(Contract c) {
        out.u8(17);
        out.u32(c.a());
        out.smallList(c.aLabels());
        out.u32(c.b());
        out.smallList(c.bLabels());
        out.smallList(c.outLabels());
    }

    private void axisMap(AxisMap m) {
        out.u8(18);
        out.u32(m.operand());
        out.u8(m.groups().size());
        for (AxisGroup group : m.groups()) {
            switch (group.matrix()) {
                case null -> out.u8(0);
                case AxisMatrix.Window w -> window(1, w.inputLength(), w.outputLength(), w.kernel(), w.stride(), w.dilation(), w.pad());
                case AxisMatrix.WindowSum w -> window(2, w.inputLength(), w.outputLength(), w.kernel(), w.stride(), w.dilation(), w.pad());
                case AxisMatrix.Gather g -> {
                    out.u8(3);
                    out.lengths(g.inputLengths());
                    out.lengths(g.outputLengths());
                    out.values(Arrays.stream(g.source()).asLongStream().toArray());
                }
            }
        }
    }

    private void window(int kind, int... fields) {
        out.u8(kind);
        for (int field : fields) {
            out.u32(field);
        }
    }

    private void table(LookupTable table) {
        out.name(table.name());
        out.u32(table.length());
        out.u8(table.width());
        for (Column column : table.columns()) {
            switch (column) {
                case Column.Affine(long start, long step) -> {
                    out.u8(0);
                    out.i64(start);
                    out.i64(step);
                }
                case Column.Stored(int tensor) -> {
                    out.u8(1);
                    out.u32(tensor);
                }
            }
        }
    }

    private void constraint(Constraint constraint) {
        switch (constraint) {
            case Constraint.Lookup l -> {
                out.u8(0);
                out.u32(l.table());
                out.u8(l.operands().length);
                for (int operand : l.operands()) {
                    out.u32(operand);
                }
            }
            case Constraint.Zero z -> {
                out.u8(1);
                out.u32(z.node());
            }
        }
    }

    private void ports(List<Port> ports) {
        out.u32(ports.size());
        for (Port port : ports) {
            out.name(port.name());
            out.u32(port.tensor());
            out.lengths(port.shape().lengths());
            scale(port.scale());
            range(port.range());
        }
    }

    private void scale(PortScale scale) {
        out.i64(Double.doubleToLongBits(scale.unit()));
        out.u8(scale.axis());
        out.u32(scale.exponents().size());
        scale.exponents().forEach(out::u8);
    }

    private void range(IntegerRange range) {
        out.i64(range.low());
        out.i64(range.high());
    }

    private void coefficient(Coefficient c) {
        out.i64(c.numerator());
        out.u8(c.shift());
    }
}
