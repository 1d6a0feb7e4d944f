package dev.proofmark.proving.prover;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.prover.CommittedMatrix;
import dev.proofmark.argument.commitment.prover.FieldMatrix;
import dev.proofmark.argument.commitment.prover.HidingRandomness;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Column;
import dev.proofmark.circuit.CommitmentLayout;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.proof.FieldValues;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.PaddedProver;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.ProofWalk;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.proof.WeakenedWalk;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// A prover that follows the protocol with false values: it commits, counts, walks and opens like the honest one. Claimed
/// inputs and witnesses may be any field elements.
public final class CheatingProver {
    private final byte[] keyDigest;
    private final Circuit circuit;
    private final WeakenedWalk walk;
    private final Map<Integer, CommittedMatrix> weights;
    private final byte[] context = {7};
    private Supplier<Transcript> oracle = Transcript::new;

    /// @param weights what the key's rows commit to
    public CheatingProver(byte[] keyDigest, Circuit circuit, Map<Integer, CommittedMatrix> weights, Weakness weakness) {
        this.keyDigest = keyDigest;
        this.circuit = circuit;
        this.walk = new WeakenedWalk(circuit, weakness);
        this.weights = weights;
    }

    /// Lets the challenges come from another oracle than the hash.
    public CheatingProver under(Supplier<Transcript> oracle) {
        this.oracle = oracle;
        return this;
    }

    private final class Session extends ProofSession {
        private final NodeValues integers;
        private final FieldValues claimed;

        Session(NodeValues committed, FieldValues claimed, ProofPlan plan, long seed) {
            super(committed, plan, Generators.upTo(plan.generators(circuit)), randomness(seed), Workers.sequential(),
                    new Stages(ProvingListener.NONE, Prover.STAGES));
            this.integers = committed;
            this.claimed = claimed;
        }

        @Override
        Map<Integer, G1[]> commit(TensorKind kind) {
            Map<Integer, G1[]> rows = super.commit(kind);
            for (Tensor t : circuit.tensors(kind)) {
                Map<Integer, Fr> differences = differences(t);
                if (!differences.isEmpty()) {
                    CommitmentLayout layout = circuit.layout(t);
                    Fr[] blindings = new Fr[layout.rows()];
                    Arrays.fill(blindings, Fr.ZERO);
                    for (int i = 0; i < layout.sentRows().length; i++) {
                        blindings[layout.sentRows()[i]] = sentBlindings(t)[i];
                    }
                    FieldMatrix matrix =
                            new FieldMatrix(new CommittedMatrix(integers.get(t.id()).ints(), blindings), circuit.columns(), differences);
                    matrix.addTo(rows.get(t.id()), layout.sentRows(), Generators.upTo(circuit.columns()));
                    committed(t.id(), matrix);
                }
            }
            return rows;
        }

        /// What is claimed of a tensor's cells beyond the integers.
        private Map<Integer, Fr> differences(Tensor t) {
            Map<Integer, Fr> differences = new HashMap<>();
            for (int i = 0; i < t.shape().paddedSize(); i++) {
                Fr difference = claimed.get(t.id())[i].subtract(Fr.of(integers.get(t.id()).get(i)));
                if (!difference.isZero()) {
                    differences.put(i, difference);
                }
            }
            return differences;
        }

        @Override
        ProofWalk.Result walk(WritingConversation c, Map<Integer, long[]> publics) {
            return walk.run(c, publics, new PaddedProver(walk, claimed, c));
        }
    }

    static HidingRandomness randomness(long seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        return new HidingRandomness(key);
    }

    /// The multiplicities that serve the claimed values best: every tuple that is a row is counted.
    public void countUses(NodeValues committed, FieldValues claimed) {
        int[][] counts = new int[circuit.tables().size()][];
        List<Map<List<Fr>, Integer>> rows = new ArrayList<>();
        for (LookupTable table : circuit.tables()) {
            counts[table.index()] = new int[table.shape().paddedSize()];
            rows.add(rows(table, claimed));
        }
        for (Constraint.Lookup lookup : walk.lookups()) {
            Shape shape = walk.shape(lookup);
            int[] positions = shape.paddedIndexes();
            if (walk.weakness().is(Weakness.Kind.TAGGED_PADDING)) {
                positions = new int[shape.paddedSize()];
                Arrays.setAll(positions, i -> i);
            }
            for (int p : positions) {
                List<Fr> tuple = new ArrayList<>();
                for (int operand : lookup.operands()) {
                    tuple.add(claimed.get(operand)[p]);
                }
                Integer row = rows.get(lookup.table()).get(tuple);
                if (row != null) {
                    counts[lookup.table()][row]++;
                }
            }
        }
        for (LookupTable table : circuit.tables()) {
            setTensor(committed, claimed, table.multiplicity(), counts[table.index()]);
        }
    }

    /// Commits to and claims these cells.
    public static void setTensor(NodeValues committed, FieldValues claimed, int tensor, int[] padded) {
        committed.set(tensor, IntegerTensor.of(padded));
        Fr[] cells = new Fr[padded.length];
        Arrays.setAll(cells, i -> Fr.of(padded[i]));
        claimed.set(tensor, cells);
    }

    private Map<List<Fr>, Integer> rows(LookupTable table, FieldValues claimed) {
        Map<List<Fr>, Integer> rows = new HashMap<>();
        int end = walk.weakness().is(Weakness.Kind.TAGGED_TABLES) ? table.shape().paddedSize() : table.length();
        for (int row = 0; row < end; row++) {
            List<Fr> tuple = new ArrayList<>();
            for (Column column : table.columns()) {
                tuple.add(row >= table.length() ? Fr.ZERO : switch (column) {
                    case Column.Affine(long start, long step) -> Fr.of(start + row * step);
                    case Column.Stored(int id) -> claimed.get(id)[row];
                });
            }
            rows.putIfAbsent(tuple, row);
        }
        return rows;
    }

    /// A proof file whose statement holds the committed public tensors, or `stated` in place of the opened inputs.
    public byte[] prove(NodeValues committed, FieldValues claimed, boolean inputsPublic, Map<Integer, long[]> stated, long seed) {
        Session session = new Session(committed, claimed, walk.plan(), seed);
        weights.forEach(session::committed);
        Map<Integer, G1[]> inputRows = session.commit(TensorKind.INPUT);
        session.commit(TensorKind.WITNESS);
        session.commit(TensorKind.MULTIPLICITY);
        Map<Integer, long[]> publics = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            publics.put(t.id(), committed.get(t.id()).logical(t.shape()));
        }
        Map<Integer, long[]> open = inputsPublic ? new LinkedHashMap<>() : null;
        Map<Integer, Fr[]> blindings = inputsPublic ? new LinkedHashMap<>() : null;
        for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
            if (inputsPublic) {
                open.put(t.id(), stated != null ? stated.get(t.id()) : committed.get(t.id()).logical(t.shape()));
                blindings.put(t.id(), session.sentBlindings(t));
            }
        }
        Statement statement = new Statement(keyDigest, context, inputsPublic, publics, open, blindings, inputRows);
        Transcript transcript = oracle.get();
        statement.absorb(transcript, circuit);
        byte[] messages = session.messages(transcript, publics);
        byte[] encoded = statement.encode(circuit);
        return ByteBuffer.allocate(Format.HEADER_BYTES + 4 + encoded.length + messages.length)
                .put(Format.PROOF.header()).putInt(encoded.length).put(encoded).put(messages).array();
    }

    /// Messages of a registration proof over `circuit`, the key's registration circuit.
    public byte[] register(NodeValues committed, FieldValues claimed, long seed) {
        Session session = new Session(committed, claimed, walk.plan(), seed);
        weights.forEach(session::committed);
        session.commit(TensorKind.WITNESS);
        session.commit(TensorKind.MULTIPLICITY);
        Transcript transcript = oracle.get();
        Statement.absorbRegistration(transcript, keyDigest);
        return session.messages(transcript, Map.of());
    }
}
