package dev.proofmark.proving.key;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.RowCommitter;
import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.CommitmentLayout;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.build.RegistrationCircuit;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.proving.proof.ByteReader;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.MalformedBytes;
import dev.proofmark.proving.proof.ProofPlan;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.digests.KeccakDigest;

/// Circuit and weight commitments: all that a verifier needs to know of a model.
///
/// ```
/// key = header("PMKY") || u32 length || circuit || weight rows, per WEIGHT tensor in creation order, 32 bytes each
///       || u16 count || per registration proof: u32 length || messages
/// digest = keccak256(all before the registration proofs)
/// ```
///
/// Rows of `TABLE` tensors are not in the file: their values are part of the circuit and every loader commits to them
/// itself, without blinding. The digest is always computed from the content.
public final class VerificationKey {
    private static final int MAX_REGISTRATIONS = 1 << 10;

    private final Circuit circuit;
    private final Map<Integer, G1[]> weightRows;
    private final List<byte[]> registrations;
    private final byte[] digest;
    private final ProofPlan plan;
    private final Generators generators;
    private final Map<Integer, G1[]> tableRows;
    private final Optional<Circuit> registrationCircuit;

    public VerificationKey(Circuit circuit, Map<Integer, G1[]> weightRows, List<byte[]> registrations) {
        this.circuit = circuit;
        this.weightRows = weightRows;
        this.registrations = List.copyOf(registrations);
        this.digest = keccak(body(circuit, weightRows));
        this.plan = ProofPlan.of(circuit);
        this.registrationCircuit = RegistrationCircuit.of(circuit);
        int needed = plan.generators(circuit);
        if (registrationCircuit.isPresent()) {
            needed = Math.max(needed, ProofPlan.of(registrationCircuit.get()).generators(registrationCircuit.get()));
        }
        this.generators = Generators.upTo(needed);
        this.tableRows = tableRows(circuit, generators);
    }

    /// This key with its registration proofs.
    public VerificationKey registered(List<byte[]> proofs) {
        return new VerificationKey(circuit, weightRows, proofs);
    }

    private static Map<Integer, G1[]> tableRows(Circuit circuit, Generators generators) {
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        RowCommitter committer = new RowCommitter(generators, circuit.columns(), Workers.sequential());
        for (Tensor t : circuit.tensors(TensorKind.TABLE)) {
            int[] sent = circuit.layout(t).sentRows();
            int[] cells = new int[sent.length * circuit.columns()];
            for (int i = 0; i < t.values().length; i++) {
                cells[i] = Math.toIntExact(t.values()[i]);
            }
            Fr[] blindings = new Fr[sent.length];
            Arrays.fill(blindings, Fr.ZERO);
            rows.put(t.id(), committer.commit(cells, blindings));
        }
        return rows;
    }

    public Circuit circuit() {
        return circuit;
    }

    /// keccak256 of the key's full content but the registration proofs.
    public byte[] digest() {
        return digest.clone();
    }

    public ProofPlan plan() {
        return plan;
    }

    public Generators generators() {
        return generators;
    }

    /// Commitments of the sent rows of a `WEIGHT` or `TABLE` tensor.
    public G1[] rows(int tensor) {
        G1[] rows = weightRows.get(tensor);
        return rows != null ? rows : tableRows.get(tensor);
    }

    /// The circuit of the registration proof; empty for a model without weights.
    public Optional<Circuit> registrationCircuit() {
        return registrationCircuit;
    }

    /// Messages of the registration proofs.
    public List<byte[]> registrations() {
        return registrations;
    }

    private static byte[] body(Circuit circuit, Map<Integer, G1[]> weightRows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Format.KEY.header());
        byte[] encoded = CircuitCodec.encode(circuit);
        writeU32(out, encoded.length);
        out.writeBytes(encoded);
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            for (G1 row : weightRows.get(t.id())) {
                out.writeBytes(row.encode());
            }
        }
        return out.toByteArray();
    }

    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(body(circuit, weightRows));
        out.write(registrations.size() >>> 8);
        out.write(registrations.size());
        for (byte[] proof : registrations) {
            writeU32(out, proof.length);
            out.writeBytes(proof);
        }
        return out.toByteArray();
    }

    /// **Requires** nothing of the bytes. **Errors** `MalformedBytes` for whatever is no key. The registration proofs are
    /// not checked here.
    public static VerificationKey decode(byte[] bytes) {
        String problem = Format.KEY.problem(bytes);
        if (problem != null) {
            throw new MalformedBytes("key: " + problem);
        }
        ByteReader in = new ByteReader(bytes);
        in.advance(Format.HEADER_BYTES, "key header");
        Circuit circuit;
        try {
            circuit = CircuitCodec.decode(in.take(in.u32("circuit length"), "circuit"));
        } catch (CircuitException e) {
            throw new MalformedBytes("key: circuit: " + e.getMessage());
        }
        Map<Integer, G1[]> rows = weightRows(bytes, in, circuit);
        int count = in.u16("number of registration proofs");
        if (count > MAX_REGISTRATIONS) {
            throw new MalformedBytes("key: at most " + MAX_REGISTRATIONS + " registration proofs, got " + count);
        }
        List<byte[]> registrations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            registrations.add(in.take(in.u32("length of a registration proof"), "registration proof"));
        }
        in.end("key");
        for (Tensor t : circuit.tensors(TensorKind.TABLE)) {
            for (long v : t.values()) {
                if (v != (int) v) {
                    throw new MalformedBytes("key: a value of table column " + t.name() + " exceeds 32 bits");
                }
            }
        }
        try {
            return new VerificationKey(circuit, rows, registrations);
        } catch (MalformedMessage | CircuitException e) {
            throw new MalformedBytes("key: " + e.getMessage());
        }
    }

    private static Map<Integer, G1[]> weightRows(byte[] bytes, ByteReader in, Circuit circuit) {
        long needed = 0;
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            needed += 32L * circuit.layout(t).sentRows().length;
        }
        if (needed > in.remaining()) {
            throw new MalformedBytes("key: weight rows need " + needed + " bytes, " + in.remaining() + " are left");
        }
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            CommitmentLayout layout = circuit.layout(t);
            int count = layout.sentRows().length;
            G1[] points = G1.decodeAll(bytes, in.advance(32 * count, "weight rows"), count);
            for (int i = 0; i < points.length; i++) {
                if (points[i] == null) {
                    throw new MalformedBytes("key: no point of the curve in row " + i + " of " + t.name());
                }
            }
            rows.put(t.id(), points);
        }
        return rows;
    }

    private static void writeU32(ByteArrayOutputStream out, int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
    }

    public static byte[] keccak(byte[] data) {
        KeccakDigest keccak = new KeccakDigest(256);
        keccak.update(data, 0, data.length);
        byte[] digest = new byte[32];
        keccak.doFinal(digest, 0);
        return digest;
    }

    /// Logical values laid out as the committed cells of the sent rows, whole rows.
    public static int[] sentCells(Circuit circuit, Shape shape, int[] padded) {
        CommitmentLayout layout = CommitmentLayout.of(shape, circuit.columnBits());
        int columns = circuit.columns();
        int[] cells = new int[layout.sentRows().length * columns];
        for (int i = 0; i < layout.sentRows().length; i++) {
            int from = layout.sentRows()[i] * columns;
            System.arraycopy(padded, from, cells, i * columns, Math.min(columns, padded.length - from));
        }
        return cells;
    }
}
