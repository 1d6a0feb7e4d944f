package dev.proofmark.service.tensors;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Named tensors as bytes, for the sealed artefact in which a queued input waits.
public final class TensorCodec {
    private static final int VERSION = 1;

    private static final int HEADER_BYTES = 16;

    private TensorCodec() {}

    public static byte[] encode(Map<String, Tensor> tensors) {
        long size = HEADER_BYTES;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            size += HEADER_BYTES + 4L * entry.getKey().length() + (long) Integer.BYTES * entry.getValue().shape().size()
                    + (long) Double.BYTES * entry.getValue().values().length;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(size)); // never grown: it would take twice
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(tensors.size());
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
                out.writeInt(name.length);
                out.write(name);
                out.writeInt(entry.getValue().shape().size());
                for (int length : entry.getValue().shape()) {
                    out.writeInt(length);
                }
                for (double value : entry.getValue().values()) {
                    out.writeDouble(value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Map<String, Tensor> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("tensors of version " + version + ", this release reads " + VERSION);
            }
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                List<Integer> shape = new ArrayList<>();
                for (int axes = in.readInt(); axes > 0; axes--) {
                    shape.add(in.readInt());
                }
                double[] values = new double[Math.toIntExact(Tensor.elements(shape))];
                for (int i = 0; i < values.length; i++) {
                    values[i] = in.readDouble();
                }
                tensors.put(name, new Tensor(shape, values));
            }
            return tensors;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored input does not decode", e);
        }
    }
}
