package dev.proofmark.compiler;

import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.OutputVisibility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The bytes of a [CompiledPlan]: "PMPL", version, then fields in order; strings in modified UTF-8 with a length.
final class PlanCodec {

    private static final int MAGIC = 0x504D504C;
    private static final int VERSION = 2;
    private static final int MOST = 1 << 16;

    private PlanCodec() {}

    static byte[] encode(CompiledPlan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            out.writeInt(plan.signature().inputs().size());
            for (ModelSignature.Input input : plan.signature().inputs()) {
                port(out, input.name(), input.type(), input.shape());
                grid(out, plan.inputGrids().get(input.name()));
                out.writeDouble(input.range().low());
                out.writeDouble(input.range().high());
            }
            out.writeInt(plan.signature().outputs().size());
            for (ModelSignature.Output output : plan.signature().outputs()) {
                port(out, output.name(), output.type(), output.shape());
                out.writeDouble(plan.outputScales().get(output.name()));
            }
            out.writeUTF(plan.outputVisibility().name());
            out.writeUTF(plan.programDigest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static CompiledPlan decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC || in.readByte() != VERSION) {
                throw new IllegalArgumentException("not a plan of version " + VERSION);
            }
            Map<String, InputGrid> inputGrids = new HashMap<>();
            Map<String, Double> outputScales = new HashMap<>();
            List<ModelSignature.Input> inputs = new ArrayList<>();
            for (int i = count(in); i > 0; i--) {
                String name = in.readUTF();
                ElementType type = ElementType.valueOf(in.readUTF());
                TensorShape shape = shape(in);
                inputGrids.put(name, grid(in));
                inputs.add(new ModelSignature.Input(name, type, shape, new RealRange(in.readDouble(), in.readDouble())));
            }
            List<ModelSignature.Output> outputs = new ArrayList<>();
            for (int i = count(in); i > 0; i--) {
                String name = in.readUTF();
                ElementType type = ElementType.valueOf(in.readUTF());
                outputs.add(new ModelSignature.Output(name, type, shape(in)));
                outputScales.put(name, in.readDouble());
            }
            OutputVisibility visibility = OutputVisibility.valueOf(in.readUTF());
            String digest = in.readUTF();
            if (in.available() != 0) {
                throw new IllegalArgumentException("bytes after the plan");
            }
            return new CompiledPlan(new ModelSignature(inputs, outputs), inputGrids, outputScales, visibility, digest);
        } catch (CircuitException e) {
            throw new IllegalArgumentException("the plan's input scales are wrong: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the plan ends too early", e);
        }
    }

    private static void port(DataOutputStream out, String name, ElementType type, TensorShape shape) throws IOException {
        out.writeUTF(name);
        out.writeUTF(type.name());
        out.writeInt(shape.rank());
        for (int length : shape.lengths()) {
            out.writeInt(length);
        }
    }

    private static void grid(DataOutputStream out, InputGrid grid) throws IOException {
        out.writeDouble(grid.scale().unit());
        out.writeInt(grid.scale().axis());
        out.writeInt(grid.scale().exponents().size());
        for (int exponent : grid.scale().exponents()) {
            out.writeByte(exponent);
        }
        out.writeLong(grid.range().low());
        out.writeLong(grid.range().high());
    }

    private static InputGrid grid(DataInputStream in) throws IOException {
        double unit = in.readDouble();
        int axis = in.readInt();
        List<Integer> exponents = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            exponents.add((int) in.readByte());
        }
        return new InputGrid(new PortScale(unit, axis, exponents), new IntegerRange(in.readLong(), in.readLong()));
    }

    private static TensorShape shape(DataInputStream in) throws IOException {
        int[] lengths = new int[count(in)];
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = in.readInt();
        }
        return TensorShape.of(lengths);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " entries, not " + count);
        }
        return count;
    }
}
