package dev.proofmark.proving.proof;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A copy of `Statement.decode` that lacks one check of the values it reads, and does not mind lengths.
public final class LenientStatement {
    /// The check that is missing.
    public enum Missing {
        /// Scalars are read modulo the order, whatever their representative.
        CANONICAL_SCALARS,
        /// Values may be any integers of 62 bits, whatever their tensor declares.
        DECLARED_RANGES
    }

    private final ByteReader in;
    private final byte[] bytes;
    private final Missing missing;

    private LenientStatement(byte[] bytes, Missing missing) {
        this.in = new ByteReader(bytes);
        this.bytes = bytes;
        this.missing = missing;
    }

    public static Statement decode(byte[] bytes, Circuit circuit, Missing missing) {
        return new LenientStatement(bytes, missing).read(circuit);
    }

    private Statement read(Circuit circuit) {
        in.advance(Format.HEADER_BYTES, "header");
        byte[] digest = in.take(32, "key digest");
        byte[] context = in.take(in.u32("context length"), "context");
        boolean open = in.u8("visibility") == 1;
        Map<Integer, long[]> publics = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            publics.put(t.id(), values(t, t.range().low(), t.range().high()));
        }
        Map<Integer, long[]> inputs = new LinkedHashMap<>();
        Map<Integer, Fr[]> blindings = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            if (open) {
                inputs.put(t.id(), values(t, Integer.MIN_VALUE, Integer.MAX_VALUE));
                Fr[] s = new Fr[circuit.layout(t).sentRows().length];
                Arrays.setAll(s, i -> scalar());
                blindings.put(t.id(), s);
            }
        }
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            int count = circuit.layout(t).sentRows().length;
            rows.put(t.id(), G1.decodeAll(bytes, in.advance(32 * count, "rows"), count));
        }
        return new Statement(digest, context, open, publics, open ? inputs : null, open ? blindings : null, rows);
    }

    private Fr scalar() {
        if (missing == Missing.CANONICAL_SCALARS) {
            return Fr.reduce(in.take(32, "scalar"));
        }
        Fr value = Fr.decode(bytes, in.advance(32, "scalar"));
        if (value == null) {
            throw new MalformedBytes("no canonical scalar");
        }
        return value;
    }

    private long[] values(Tensor t, long low, long high) {
        long[] values = new long[t.shape().size()];
        for (int i = 0; i < values.length; i++) {
            BigInteger v = scalar().toBigInteger();
            v = v.bitLength() > 200 ? v.subtract(Fr.order()) : v;
            if (v.bitLength() > 62 || missing != Missing.DECLARED_RANGES && (v.longValue() < low || v.longValue() > high)) {
                throw new MalformedBytes("value out of range");
            }
            values[i] = v.longValue();
        }
        return values;
    }
}
