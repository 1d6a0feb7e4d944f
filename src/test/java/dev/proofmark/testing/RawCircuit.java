package dev.proofmark.testing;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.proving.proof.Format;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes the encoding of circuits without asking any rule: what a hostile author can put into a key file.
public final class RawCircuit {
    /// A list of the encoding: its count, and its elements' bytes.
    private static final class Part {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);
        private int count;
    }

    /// What may fail only where bytes cannot be written, which memory always can.
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private final Part nodes = new Part();
    private final Part tables = new Part();
    private final Part constraints = new Part();
    private final Part inputs = new Part();
    private int weightRows;

    private static int add(Part part, Writing writing) {
        try {
            writing.to(part.out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return part.count++;
    }

    private static void shape(DataOutputStream out, int... lengths) throws IOException {
        out.writeByte(lengths.length);
        for (int length : lengths) {
            out.writeInt(length);
        }
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    public int nodes() {
        return nodes.count;
    }

    /// A weight of one row.
    public int weight(long low, long high, int... lengths) {
        weightRows++;
        return add(nodes, out -> {
            out.writeByte(0);
            name(out, "");
            shape(out, lengths);
            out.writeLong(low);
            out.writeLong(high);
        });
    }

    public int input(int... lengths) {
        return tensor(1, lengths);
    }

    public int witness(int... lengths) {
        return tensor(2, lengths);
    }

    private int tensor(int kind, int... lengths) {
        return add(nodes, out -> {
            out.writeByte(kind);
            name(out, "");
            shape(out, lengths);
        });
    }

    /// A table column of one byte per value.
    public int stored(byte[] values) {
        return add(nodes, out -> {
            out.writeByte(5);
            name(out, "");
            out.writeInt(values.length);
            out.writeByte(1);
            out.write(values);
        });
    }

    /// A sum of the same operands at the result's own axes, each `numerator / 2^shift` times.
    public int combine(int[] lengths, long numerator, int shift, int... operands) {
        return add(nodes, out -> {
            out.writeByte(16);
            shape(out, lengths);
            out.writeLong(0);
            out.writeByte(0);
            out.writeShort(operands.length);
            for (int operand : operands) {
                out.writeInt(operand);
                out.writeLong(numerator);
                out.writeByte(shift);
                for (int a = 0; a < lengths.length; a++) {
                    out.writeByte(a);
                }
            }
        });
    }

    public int view(int operand, int[] lengths, int... variables) {
        return add(nodes, out -> {
            out.writeByte(19);
            out.writeInt(operand);
            shape(out, lengths);
            out.writeByte(variables.length);
            for (int v : variables) {
                out.writeByte(v);
            }
        });
    }

    /// One window along the operand's only axis.
    public int window(int operand, int input, int output, int kernel) {
        return add(nodes, out -> {
            out.writeByte(18);
            out.writeInt(operand);
            out.writeByte(1);
            out.writeByte(1);
            for (int number : new int[] {input, output, kernel, 1, 1, 0}) {
                out.writeInt(number);
            }
        });
    }

    public int range(long low, int length) {
        return add(tables, out -> {
            name(out, "");
            out.writeInt(length);
            out.writeByte(1);
            out.writeByte(0);
            out.writeLong(low);
            out.writeLong(1);
        });
    }

    public int table(int length, int... columns) {
        return add(tables, out -> {
            name(out, "");
            out.writeInt(length);
            out.writeByte(columns.length);
            for (int column : columns) {
                out.writeByte(1);
                out.writeInt(column);
            }
        });
    }

    public void lookup(int table, int... operands) {
        add(constraints, out -> {
            out.writeByte(0);
            out.writeInt(table);
            out.writeByte(operands.length);
            for (int operand : operands) {
                out.writeInt(operand);
            }
        });
    }

    public void zero(int node) {
        add(constraints, out -> {
            out.writeByte(1);
            out.writeInt(node);
        });
    }

    public void inputPort(int tensor, long low, long high, int... lengths) {
        add(inputs, out -> {
            name(out, Integer.toString(tensor));
            out.writeInt(tensor);
            shape(out, lengths);
            out.writeDouble(1);
            out.writeByte(0);
            out.writeInt(0);
            out.writeLong(low);
            out.writeLong(high);
        });
    }

    public byte[] circuit(int columnBits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(2);
        out.write(columnBits);
        for (Part part : new Part[] {nodes, tables, constraints, inputs, new Part()}) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(part.count).array());
            out.writeBytes(part.bytes.toByteArray());
        }
        return out.toByteArray();
    }

    /// A key file with this circuit, any rows and no registration proof.
    public byte[] key(int columnBits) {
        byte[] circuit = circuit(columnBits);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Format.KEY.header());
        out.writeBytes(ByteBuffer.allocate(4).putInt(circuit.length).array());
        out.writeBytes(circuit);
        for (int i = 0; i < weightRows; i++) {
            out.writeBytes(G1.GENERATOR.encode());
        }
        out.writeBytes(new byte[2]);
        return out.toByteArray();
    }
}
