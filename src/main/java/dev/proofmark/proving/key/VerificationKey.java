package dev.proofmark.proving.key;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.budget.WorkExceeded;
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
/// Rows of `TABLE` tensors are not in the file: their values are part of the circuit, and a verifier adds multiples of them to
/// the generators' coefficients. The digest is always computed from the content.
///
/// **Cost** what decoding may take is bounded by `WorkBudget.DECODING`, the part of verifying that grows with neither proof nor rows
/// by `WorkBudget.allowance`.
public final class VerificationKey {
    /// Longer files are no keys: circuit, weight rows and registration proof have at most 2^25 bytes each.
    public static final int MAX_BYTES = 3 * (1 << 25) + (1 << 16);

    private static final int MAX_REGISTRATIONS = 1 << 10;

    private final Circuit circuit;
    private final Map<Integer, G1[]> weightRows;
    private final List<byte[]> registrations;
    private final byte[] digest;
    private final ProofPlan plan;
    private final Generators generators;
    private final Optional<Registration> registration;

    /// The circuit of the registration proof and what its proofs consist of.
    public record Registration(Circuit circuit, ProofPlan plan) {
    }

    /// **Errors** `WorkExceeded`, `MalformedMessage` for a key that decoders refuse because it would cost them too much.
    public VerificationKey(Circuit circuit, Map<Integer, G1[]> weightRows, List<byte[]> registrations) {
        this(circuit, CircuitCodec.encode(circuit), weightRows, registrations, WorkBudget.decoding(() -> {}));
    }

    private VerificationKey(Circuit circuit, byte[] encoded, Map<Integer, G1[]> weightRows, List<byte[]> registrations, WorkBudget budget) {
        this(circuit, weightRows, keccak(body(encoded, circuit, weightRows)), registrations, budget);
        CircuitCodec.charge(circuit, encoded, budget);
        budget.charge(Work.POINT, weightRowCount(circuit));
    }

    private VerificationKey(Circuit circuit, Map<Integer, G1[]> weightRows, byte[] digest, List<byte[]> registrations, WorkBudget budget) {
        this.circuit = circuit;
        this.weightRows = weightRows;
        this.registrations = List.copyOf(registrations);
        this.digest = digest;
        this.plan = ProofPlan.of(circuit);
        this.registration = RegistrationCircuit.of(circuit, budget).map(c -> new Registration(c, ProofPlan.of(c)));
        this.generators = Generators.upTo(Math.max(plan.generators(circuit),
                registration.map(r -> r.plan().generators(r.circuit())).orElse(1)));
    }

    /// This key with its registration proofs.
    public VerificationKey registered(List<byte[]> proofs) {
        return new VerificationKey(circuit, weightRows, proofs);
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

    /// Commitments of the sent rows of a `WEIGHT` tensor.
    public G1[] rows(int tensor) {
        return weightRows.get(tensor);
    }

    /// Empty for a model without weights.
    public Optional<Registration> registration() {
        return registration;
    }

    /// The circuit of the registration proof; empty for a model without weights.
    public Optional<Circuit> registrationCircuit() {
        return registration.map(Registration::circuit);
    }

    /// Messages of the registration proofs.
    public List<byte[]> registrations() {
        return registrations;
    }

    private static byte[] body(byte[] encoded, Circuit circuit, Map<Integer, G1[]> weightRows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Format.KEY.header());
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
        out.writeBytes(body(CircuitCodec.encode(circuit), circuit, weightRows));
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
        return decode(bytes, () -> {});
    }

    /// @param interruption is run from time to time; what it throws ends the decoding
    public static VerificationKey decode(byte[] bytes, Runnable interruption) {
        try {
            return decode(bytes, WorkBudget.decoding(interruption));
        } catch (MalformedMessage | CircuitException | WorkExceeded e) {
            throw new MalformedBytes("key: " + e.getMessage());
        }
    }

    private static VerificationKey decode(byte[] bytes, WorkBudget budget) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedBytes("key: at most " + MAX_BYTES + " bytes, got " + bytes.length);
        }
        String problem = Format.KEY.problem(bytes);
        if (problem != null) {
            throw new MalformedBytes("key: " + problem);
        }
        ByteReader in = new ByteReader(bytes);
        in.advance(Format.HEADER_BYTES, "key header");
        Circuit circuit;
        try {
            circuit = CircuitCodec.decode(in.take(in.u32("circuit length"), "circuit"), budget);
        } catch (CircuitException e) {
            throw new MalformedBytes("key: circuit: " + e.getMessage());
        }
        budget.charge(Work.POINT, weightRowCount(circuit));
        Map<Integer, G1[]> rows = weightRows(bytes, in, circuit);
        byte[] digest = keccak(Arrays.copyOf(bytes, in.position()));
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
        return new VerificationKey(circuit, rows, digest, registrations, budget);
    }

    private static long weightRowCount(Circuit circuit) {
        long rows = 0;
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            rows += circuit.layout(t).sentRows().length;
        }
        return rows;
    }

    private static Map<Integer, G1[]> weightRows(byte[] bytes, ByteReader in, Circuit circuit) {
        long needed = 32 * weightRowCount(circuit);
        if (needed > in.remaining()) {
            throw new MalformedBytes("key: weight rows need " + needed + " bytes, " + in.remaining() + " are left");
        }
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        G1[] all = G1.decodeAll(bytes, in.advance((int) needed, "weight rows"), (int) needed / 32);
        int next = 0;
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            G1[] points = Arrays.copyOfRange(all, next, next + circuit.layout(t).sentRows().length);
            for (int i = 0; i < points.length; i++) {
                if (points[i] == null) {
                    throw new MalformedBytes("key: no point of the curve in row " + i + " of " + t.name());
                }
            }
            next += points.length;
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
