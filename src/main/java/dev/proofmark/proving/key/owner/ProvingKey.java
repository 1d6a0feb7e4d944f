package dev.proofmark.proving.key.owner;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.RowCommitter;
import dev.proofmark.argument.commitment.prover.CommittedMatrix;
import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.CommitmentLayout;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.circuit.witness.WitnessProgramCodec;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.ByteReader;
import dev.proofmark.proving.proof.MalformedBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything that proving with a model needs: the verification key, the weights with their blindings, the witness
/// program. Secret as a whole.
///
/// ```
/// proving key = "PMPK" || u32 length || verification key || u32 length || witness program
///               || u32 length || seed || per WEIGHT tensor its logical values, 4 bytes each
/// ```
public final class ProvingKey {
    private static final byte[] MAGIC = "PMPK".getBytes(StandardCharsets.US_ASCII);
    static final int MIN_SEED_BYTES = 16;
    static final int MAX_SEED_BYTES = 1 << 10;

    private final VerificationKey verificationKey;
    private final WitnessProgram program;
    private final byte[] seed;
    private final SecretWeights weights;

    /// @param matrices cells and row blindings by id of the `WEIGHT` tensor
    /// @param digest   of all cells
    private record SecretWeights(Map<Integer, CommittedMatrix> matrices, byte[] digest) {
    }

    private ProvingKey(VerificationKey verificationKey, WitnessProgram program, byte[] seed, SecretWeights weights) {
        this.verificationKey = verificationKey;
        this.program = program;
        this.seed = seed;
        this.weights = weights;
    }

    /// Commits to the weights. The key has no registration proof yet.
    ///
    /// @param values logical values of every `WEIGHT` tensor by id
    static ProvingKey commit(Circuit circuit, WitnessProgram program, Map<Integer, long[]> values, byte[] seed, Workers workers) {
        SecretWeights weights = weights(circuit, values, seed);
        VerificationKey empty = new VerificationKey(circuit, emptyRows(circuit), List.of());
        RowCommitter committer = new RowCommitter(empty.generators(), circuit.columns(), workers);
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            CommittedMatrix matrix = weights.matrices().get(t.id());
            int[] sent = circuit.layout(t).sentRows();
            Fr[] blindings = Arrays.stream(sent).mapToObj(row -> matrix.blindings()[row]).toArray(Fr[]::new);
            rows.put(t.id(), committer.commit(VerificationKey.sentCells(circuit, t.shape(), matrix.cells()), blindings));
        }
        return new ProvingKey(new VerificationKey(circuit, rows, List.of()), program, seed, weights);
    }

    private static Map<Integer, G1[]> emptyRows(Circuit circuit) {
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        circuit.tensors(TensorKind.WEIGHT).forEach(t -> rows.put(t.id(), new G1[0]));
        return rows;
    }

    ProvingKey registered(List<byte[]> proofs) {
        return new ProvingKey(verificationKey.registered(proofs), program, seed, weights);
    }

    private static SecretWeights weights(Circuit circuit, Map<Integer, long[]> values, byte[] seed) {
        if (seed.length < MIN_SEED_BYTES || seed.length > MAX_SEED_BYTES) {
            throw new IllegalArgumentException("a seed has " + MIN_SEED_BYTES + ".." + MAX_SEED_BYTES + " bytes, got " + seed.length);
        }
        Map<Integer, int[]> cells = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            cells.put(t.id(), padded(t, values.get(t.id())));
        }
        WeightBlindings blindings = new WeightBlindings(seed, circuit, cells);
        Map<Integer, CommittedMatrix> matrices = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            CommitmentLayout layout = circuit.layout(t);
            Fr[] rows = new Fr[layout.rows()];
            Arrays.fill(rows, Fr.ZERO);
            for (int row : layout.sentRows()) {
                rows[row] = blindings.blinding(t.id(), row);
            }
            matrices.put(t.id(), new CommittedMatrix(cells.get(t.id()), rows));
        }
        return new SecretWeights(matrices, blindings.weightsDigest());
    }

    private static int[] padded(Tensor t, long[] values) {
        if (values == null || values.length != t.shape().size()) {
            throw new IllegalArgumentException("weight " + t.name() + " needs " + t.shape().size() + " values, got "
                    + (values == null ? "none" : values.length));
        }
        int[] cells = new int[t.shape().paddedSize()];
        int[] positions = t.shape().paddedIndexes();
        for (int i = 0; i < values.length; i++) {
            if (!t.range().contains(values[i]) || values[i] != (int) values[i]) {
                throw new IllegalArgumentException("weight " + t.name() + " has a value outside " + t.range());
            }
            cells[positions[i]] = (int) values[i];
        }
        return cells;
    }

    public VerificationKey verificationKey() {
        return verificationKey;
    }

    public WitnessProgram program() {
        return program;
    }

    /// Cells and row blindings of every `WEIGHT` tensor by id.
    public Map<Integer, CommittedMatrix> weights() {
        return weights.matrices();
    }

    /// keccak256 of all weights: as secret as they are, where they could be guessed.
    public byte[] weightsDigest() {
        return weights.digest().clone();
    }

    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        field(out, verificationKey.encode());
        field(out, WitnessProgramCodec.encode(program));
        field(out, seed);
        for (Tensor t : verificationKey.circuit().tensors(TensorKind.WEIGHT)) {
            int[] cells = weights.matrices().get(t.id()).cells();
            int[] positions = t.shape().paddedIndexes();
            ByteBuffer values = ByteBuffer.allocate(4 * positions.length);
            for (int p : positions) {
                values.putInt(cells[p]);
            }
            out.writeBytes(values.array());
        }
        return out.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    /// **Errors** `MalformedBytes` for whatever is no proving key.
    public static ProvingKey decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        if (!Arrays.equals(in.take(4, "magic"), MAGIC)) {
            throw new MalformedBytes("expected a proving key to begin with PMPK");
        }
        VerificationKey key = VerificationKey.decode(in.take(in.u32("key length"), "verification key"));
        try {
            WitnessProgram program = WitnessProgramCodec.decode(in.take(in.u32("program length"), "witness program"), key.circuit());
            byte[] seed = in.take(in.u32("seed length"), "seed");
            Map<Integer, long[]> values = new LinkedHashMap<>();
            for (Tensor t : key.circuit().tensors(TensorKind.WEIGHT)) {
                ByteBuffer cells = ByteBuffer.wrap(in.take(Math.multiplyExact(4, t.shape().size()), "weights of " + t.name()));
                long[] logical = new long[t.shape().size()];
                for (int i = 0; i < logical.length; i++) {
                    logical[i] = cells.getInt();
                }
                values.put(t.id(), logical);
            }
            in.end("proving key");
            return new ProvingKey(key, program, seed, weights(key.circuit(), values, seed));
        } catch (CircuitException | IllegalArgumentException | ArithmeticException | MalformedMessage e) {
            throw new MalformedBytes("proving key: " + e.getMessage());
        }
    }

}
