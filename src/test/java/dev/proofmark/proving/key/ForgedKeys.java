package dev.proofmark.proving.key;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.RowCommitter;
import dev.proofmark.argument.commitment.prover.CommittedMatrix;
import dev.proofmark.argument.commitment.prover.FieldMatrix;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Keys that commit to whatever cells they are given: outside the range, or in the padding.
public final class ForgedKeys {
    private ForgedKeys() {
    }

    /// @param cells padded cells of every `WEIGHT` tensor
    public static Map<Integer, CommittedMatrix> matrices(Circuit circuit, Map<Integer, int[]> cells) {
        Random random = new Random(4);
        Map<Integer, CommittedMatrix> matrices = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            Fr[] blindings = new Fr[circuit.layout(t).rows()];
            Arrays.fill(blindings, Fr.ZERO);
            for (int row : circuit.layout(t).sentRows()) {
                blindings[row] = Fr.of(random.nextLong() >>> 1);
            }
            matrices.put(t.id(), new CommittedMatrix(cells.get(t.id()), blindings));
        }
        return matrices;
    }

    public static VerificationKey key(Circuit circuit, Map<Integer, CommittedMatrix> weights, List<byte[]> registrations) {
        Generators generators = Generators.upTo(circuit.columns());
        RowCommitter committer = new RowCommitter(generators, circuit.columns(), Workers.sequential());
        Map<Integer, G1[]> rows = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            CommittedMatrix matrix = weights.get(t.id());
            Fr[] blindings = Arrays.stream(circuit.layout(t).sentRows()).mapToObj(i -> matrix.blindings()[i]).toArray(Fr[]::new);
            G1[] committed = committer.commit(VerificationKey.sentCells(circuit, t.shape(), matrix.cells()), blindings);
            if (matrix instanceof FieldMatrix field) {
                field.addTo(committed, circuit.layout(t).sentRows(), generators);
            }
            rows.put(t.id(), committed);
        }
        return new VerificationKey(circuit, rows, registrations);
    }

    public static VerificationKey withRows(VerificationKey key, Map<Integer, G1[]> rows, List<byte[]> registrations) {
        return new VerificationKey(key.circuit(), rows, registrations);
    }
}
