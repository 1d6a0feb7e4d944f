package dev.proofmark.compiler.accuracy;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// What service and child process say to each other, big-endian, each message behind a mark of its own:
///
/// ```
/// model    mark, byte count, bytes, number of inputs, (name, element type)*
/// name     mark, text
/// tensors  mark, number of tensors, (name, rank, lengths, values as doubles)*
/// ```
///
/// Every count that a child sends is bounded before anything is allocated for it. **Errors** [IOException], also for content that is no message.
final class RuntimeMessages {

    private static final int MODEL = 0x50_4d_4d_01;
    private static final int NAME = 0x50_4d_4e_01;
    private static final int TENSORS = 0x50_4d_54_01;

    private static final int MOST_TENSORS = 4096;
    private static final int MOST_AXES = 32;
    private static final int CHUNK_VALUES = 1 << 13;
    private static final String NAME_FORM = "[0-9A-Za-z .+_-]{1,60}";

    private RuntimeMessages() {}

    static void writeModel(DataOutputStream out, byte[] model, Map<String, ElementType> inputTypes) throws IOException {
        out.writeInt(MODEL);
        out.writeInt(model.length);
        out.write(model);
        out.writeInt(inputTypes.size());
        for (Map.Entry<String, ElementType> input : inputTypes.entrySet()) {
            out.writeUTF(input.getKey());
            out.writeByte(input.getValue().ordinal());
        }
        out.flush();
    }

    static byte[] readModel(DataInputStream in) throws IOException {
        expect(in, MODEL);
        byte[] model = new byte[count(in, Integer.MAX_VALUE - 8)];
        in.readFully(model);
        return model;
    }

    static Map<String, ElementType> readInputTypes(DataInputStream in) throws IOException {
        Map<String, ElementType> types = new HashMap<>();
        for (int left = count(in, MOST_TENSORS); left > 0; left--) {
            String name = in.readUTF();
            int type = in.readUnsignedByte();
            require(type < ElementType.values().length, "an element type", type);
            types.put(name, ElementType.values()[type]);
        }
        return types;
    }

    static void writeName(DataOutputStream out, String name) throws IOException {
        out.writeInt(NAME);
        out.writeUTF(name);
        out.flush();
    }

    static String readName(DataInputStream in) throws IOException {
        expect(in, NAME);
        String name = in.readUTF();
        if (!name.matches(NAME_FORM)) {
            throw new IOException("expected a name of the form " + NAME_FORM + ", got " + name.length() + " other characters");
        }
        return name;
    }

    static void writeTensors(DataOutputStream out, Map<String, DenseTensor> tensors) throws IOException {
        out.writeInt(TENSORS);
        out.writeInt(tensors.size());
        for (Map.Entry<String, DenseTensor> tensor : tensors.entrySet()) {
            out.writeUTF(tensor.getKey());
            int[] lengths = tensor.getValue().shape().lengths();
            out.writeInt(lengths.length);
            for (int length : lengths) {
                out.writeInt(length);
            }
            writeValues(out, tensor.getValue().values());
        }
        out.flush();
    }

    static Map<String, DenseTensor> readTensors(DataInputStream in) throws IOException {
        expect(in, TENSORS);
        Map<String, DenseTensor> tensors = new HashMap<>();
        long room = mostValues();
        for (int left = count(in, MOST_TENSORS); left > 0; left--) {
            String name = in.readUTF();
            int[] lengths = new int[count(in, MOST_AXES)];
            long values = 1;
            for (int axis = 0; axis < lengths.length; axis++) {
                lengths[axis] = count(in, Integer.MAX_VALUE);
                values *= lengths[axis];
                require(values <= room, "at most " + room + " values", values);
            }
            room -= values;
            tensors.put(name, DenseTensor.of(TensorShape.of(lengths), readValues(in, (int) values)));
        }
        return tensors;
    }

    /// False at the end of the stream.
    static boolean hasMore(DataInputStream in) throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return false;
        }
        in.reset();
        return true;
    }

    /// Of one message: a part of the heap that no honest message needs.
    private static long mostValues() {
        return Math.min(1L << 24, Runtime.getRuntime().maxMemory() / 64);
    }

    private static void writeValues(DataOutputStream out, double[] values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_VALUES * Double.BYTES);
        for (int from = 0; from < values.length; from += CHUNK_VALUES) {
            int length = Math.min(CHUNK_VALUES, values.length - from);
            chunk.asDoubleBuffer().put(values, from, length);
            out.write(chunk.array(), 0, length * Double.BYTES);
        }
    }

    private static double[] readValues(DataInputStream in, int count) throws IOException {
        double[] values = new double[count];
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_VALUES * Double.BYTES);
        for (int from = 0; from < count; from += CHUNK_VALUES) {
            int length = Math.min(CHUNK_VALUES, count - from);
            in.readFully(chunk.array(), 0, length * Double.BYTES);
            chunk.asDoubleBuffer().get(values, from, length);
        }
        return values;
    }

    private static int count(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        require(count >= 0 && count <= most, "0 to " + most, count);
        return count;
    }

    private static void expect(DataInputStream in, int mark) throws IOException {
        int actual = in.readInt();
        require(actual == mark, "mark " + mark, actual);
    }

    private static void require(boolean held, String expected, long actual) throws IOException {
        if (!held) {
            throw new IOException("expected " + expected + ", got " + actual);
        }
    }
}
