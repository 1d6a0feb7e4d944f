package dev.proofmark.proving.proof;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a proof says: this key, this context, these public values, these inputs (committed, or open with their
/// blindings).
///
/// ```
/// statement = header("PMST") || key digest (32) || u32 length || context || u8 visibility
///             || public values, per PUBLIC tensor in creation order, logical row-major, 32 bytes each
///             || if visibility = 1: per INPUT tensor its logical values, then its row blindings, 32 bytes each
///             || per INPUT tensor its row commitments, 32 bytes each
/// ```
///
/// @param inputValues    per INPUT tensor id; null if inputs are private. Likewise `inputBlindings`
public record Statement(byte[] keyDigest, byte[] context, boolean inputsPublic, Map<Integer, long[]> publics,
        Map<Integer, long[]> inputValues, Map<Integer, Fr[]> inputBlindings, Map<Integer, G1[]> inputRows) {
    public static final int MAX_CONTEXT_BYTES = 1 << 16;
    public static final int DIGEST_BYTES = 32;

    /// Exact length of an encoded statement without its context.
    private static long fixedBytes(Circuit circuit, boolean inputsPublic) {
        long fields = 0;
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            fields += t.shape().size();
        }
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            int rows = circuit.layout(t).sentRows().length;
            fields += rows + (inputsPublic ? t.shape().size() + rows : 0);
        }
        return 32 * fields;
    }

    /// The length of the longest statement: inputs public, the longest context.
    public static long mostBytes(Circuit circuit) {
        return Format.HEADER_BYTES + 32 + 4 + MAX_CONTEXT_BYTES + 1 + fixedBytes(circuit, true);
    }

    public byte[] encode(Circuit circuit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Format.STATEMENT.header());
        out.writeBytes(keyDigest);
        out.writeBytes(new byte[] {(byte) (context.length >>> 24), (byte) (context.length >>> 16),
            (byte) (context.length >>> 8), (byte) context.length});
        out.writeBytes(context);
        out.write(inputsPublic ? 1 : 0);
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            for (long v : publics.get(t.id())) {
                out.writeBytes(Fr.of(v).encode());
            }
        }
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            if (inputsPublic) {
                for (long v : inputValues.get(t.id())) {
                    out.writeBytes(Fr.of(v).encode());
                }
                for (Fr s : inputBlindings.get(t.id())) {
                    out.writeBytes(s.encode());
                }
            }
        }
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            for (G1 row : inputRows.get(t.id())) {
                out.writeBytes(row.encode());
            }
        }
        return out.toByteArray();
    }

    /// Of which key a statement is, which tells how to read the rest. **Errors** `MalformedBytes`.
    public static byte[] keyDigest(byte[] bytes) {
        return afterHeader(bytes).take(DIGEST_BYTES, "key digest");
    }

    private static ByteReader afterHeader(byte[] bytes) {
        String problem = Format.STATEMENT.problem(bytes);
        if (problem != null) {
            throw new MalformedBytes("statement: " + problem);
        }
        ByteReader in = new ByteReader(bytes);
        in.advance(Format.HEADER_BYTES, "statement header");
        return in;
    }

    /// **Errors** `MalformedBytes`: wrong header, length, a value that is not canonical or outside its declared range.
    public static Statement decode(byte[] bytes, Circuit circuit) {
        ByteReader in = afterHeader(bytes);
        byte[] digest = in.take(DIGEST_BYTES, "key digest");
        int length = in.u32("context length");
        if (length > MAX_CONTEXT_BYTES) {
            throw new MalformedBytes("a context has at most " + MAX_CONTEXT_BYTES + " bytes, got " + length);
        }
        byte[] context = in.take(length, "context");
        int visibility = in.u8("visibility");
        if (visibility > 1) {
            throw new MalformedBytes("visibility must be 0 or 1, got " + visibility);
        }
        if (in.remaining() != fixedBytes(circuit, visibility == 1)) {
            throw new MalformedBytes("expected " + fixedBytes(circuit, visibility == 1)
                    + " bytes of values and commitments in the statement, got " + in.remaining());
        }
        Map<Integer, long[]> publics = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            publics.put(t.id(), values(bytes, in, t, t.range().low(), t.range().high()));
        }
        Map<Integer, long[]> inputs = visibility == 1 ? new LinkedHashMap<>() : null;
        Map<Integer, Fr[]> blindings = visibility == 1 ? new LinkedHashMap<>() : null;
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            if (visibility == 1) {
                inputs.put(t.id(), values(bytes, in, t, Integer.MIN_VALUE, Integer.MAX_VALUE));
                Fr[] s = new Fr[circuit.layout(t).sentRows().length];
                for (int i = 0; i < s.length; i++) {
                    s[i] = scalar(bytes, in, "blinding of input " + t.name());
                }
                blindings.put(t.id(), s);
            }
        }
        int count = in.remaining() / 32;
        G1[] all = G1.decodeAll(bytes, in.advance(32 * count, "input commitments"), count);
        int next = 0;
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            G1[] points = Arrays.copyOfRange(all, next, next + circuit.layout(t).sentRows().length);
            next += points.length;
            for (G1 point : points) {
                if (point == null) {
                    throw new MalformedBytes("no point of the curve in the commitments of input " + t.name());
                }
            }
            rows.put(t.id(), points);
        }
        return new Statement(digest, context, visibility == 1, publics, inputs, blindings, rows);
    }

    private static long[] values(byte[] bytes, ByteReader in, Tensor t, long low, long high) {
        long[] values = new long[t.shape().size()];
        for (int i = 0; i < values.length; i++) {
            BigInteger v = scalar(bytes, in, "value of " + t.name()).toBigInteger();
            if (v.bitLength() > 200) {
                v = v.subtract(Fr.order());
            }
            if (v.bitLength() > 62 || v.longValue() < low || v.longValue() > high) {
                throw new MalformedBytes("value " + i + " of " + t.name() + " is outside [" + low + ", " + high + "]");
            }
            values[i] = v.longValue();
        }
        return values;
    }

    private static Fr scalar(byte[] bytes, ByteReader in, String what) {
        Fr value = Fr.decode(bytes, in.advance(32, what));
        if (value == null) {
            throw new MalformedBytes(what + " is no canonical scalar");
        }
        return value;
    }

    /// Absorbs everything, first thing in a transcript.
    public void absorb(Transcript transcript, Circuit circuit) {
        absorbHeader(transcript, 0, keyDigest, context, inputsPublic);
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            for (long v : publics.get(t.id())) {
                transcript.absorb(Label.PUBLIC_VALUE, Fr.of(v));
            }
        }
        if (inputsPublic) {
            for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
                for (long v : inputValues.get(t.id())) {
                    transcript.absorb(Label.INPUT_VALUE, Fr.of(v));
                }
                for (Fr s : inputBlindings.get(t.id())) {
                    transcript.absorb(Label.INPUT_BLINDING, s);
                }
            }
        }
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            for (G1 row : inputRows.get(t.id())) {
                transcript.absorb(Label.INPUT_ROW, row);
            }
        }
    }

    /// The statement of a registration proof: the key alone.
    public static void absorbRegistration(Transcript transcript, byte[] keyDigest) {
        absorbHeader(transcript, 1, keyDigest, new byte[0], false);
    }

    private static void absorbHeader(Transcript transcript, int kind, byte[] keyDigest, byte[] context, boolean inputsPublic) {
        transcript.absorb(Label.VERSION, new byte[] {0, (byte) Format.VERSION});
        transcript.absorb(Label.CURVE, new byte[] {(byte) Format.CURVE});
        transcript.absorb(Label.PROFILE, new byte[] {(byte) Format.PROFILE_TRANSPARENT});
        transcript.absorb(Label.KIND, new byte[] {(byte) kind});
        transcript.absorb(Label.KEY_DIGEST, keyDigest);
        transcript.absorb(Label.CONTEXT, context);
        transcript.absorb(Label.VISIBILITY, new byte[] {(byte) (inputsPublic ? 1 : 0)});
    }
}
