package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.prover.CommittedMatrix;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.ForgedKeys;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.FieldValues;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.proving.prover.CheatingProver;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that commit to weights outside their range or in the padding have no registration proof; a verifier that is told
/// not to ask for one is fooled by them.
class RegistrationAttackTest {
    private static final Sample SAMPLE = AttackCircuits.squares();
    private static final Circuit CIRCUIT = SAMPLE.circuit();
    private static final Tensor V = CIRCUIT.tensors(TensorKind.WEIGHT).getFirst();

    private static int[] honestCells() {
        int[] cells = new int[V.shape().paddedSize()];
        int[] positions = V.shape().paddedIndexes();
        long[] values = SAMPLE.weights().get(V.id());
        for (int i = 0; i < positions.length; i++) {
            cells[positions[i]] = (int) values[i];
        }
        return cells;
    }

    /// A key over these cells with the best registration proof that can be made for it.
    private static VerificationKey key(int[] cells, Map<Integer, CommittedMatrix> weights) {
        VerificationKey bare = ForgedKeys.key(CIRCUIT, weights, List.of());
        Circuit registration = bare.registrationCircuit().orElseThrow();
        int id = registration.tensors(TensorKind.WEIGHT).getFirst().id();
        NodeValues values = new NodeValues(registration, Workers.sequential());
        values.set(id, IntegerTensor.of(cells));
        for (LookupTable table : registration.tables()) {
            values.set(table.multiplicity(), IntegerTensor.of(new int[table.shape().paddedSize()]));
        }
        FieldValues claimed = new FieldValues(values, false);
        CheatingProver prover = new CheatingProver(bare.digest(), registration, Map.of(id, weights.get(V.id())), Weakness.NONE);
        prover.countUses(values, claimed);
        return ForgedKeys.key(CIRCUIT, weights, List.of(prover.register(values, claimed, 9)));
    }

    /// A proof of the true sum of squares over everything that the key commits to.
    private static byte[] proof(VerificationKey key, int[] cells, Map<Integer, CommittedMatrix> weights) {
        NodeValues values = new NodeValues(CIRCUIT, Workers.sequential());
        int x = CIRCUIT.inputs().getFirst().tensor();
        values.set(V.id(), IntegerTensor.of(cells));
        values.set(x, IntegerTensor.ofLogical(CIRCUIT.node(x).shape(), new long[15]));
        WitnessGenerator.run(SAMPLE.program(), values);
        WitnessGenerator.countUses(values);
        int sum = 0;
        for (int cell : cells) {
            sum += cell * cell;
        }
        values.set(CIRCUIT.tensors(TensorKind.PUBLIC).getFirst().id(), IntegerTensor.of(new int[] {sum}));
        return new CheatingProver(key.digest(), CIRCUIT, weights, Weakness.NONE)
                .prove(values, new FieldValues(values, false), false, null, 3);
    }

    private static void attack(int cell, int value) {
        int[] cells = honestCells();
        cells[cell] = value;
        Map<Integer, CommittedMatrix> weights = ForgedKeys.matrices(CIRCUIT, Map.of(V.id(), cells));
        VerificationKey key = key(cells, weights);
        byte[] proof = proof(key, cells, weights);
        assertThat(((Rejected) Verifier.of(key).verify(proof, null)).code()).isEqualTo("registration");
        assertThat(Verifier.ofRebuilt(key).verify(proof, null)).as("control").isInstanceOf(Accepted.class);
    }

    @Test
    void theRigRegistersHonestWeights() {
        int[] cells = honestCells();
        Map<Integer, CommittedMatrix> weights = ForgedKeys.matrices(CIRCUIT, Map.of(V.id(), cells));
        VerificationKey key = key(cells, weights);
        assertThat(Verifier.of(key).verify(proof(key, cells, weights), null)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, -9, 80, -80})
    void weightOutsideItsRange(int value) {
        attack(2, value);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 15, 22, 24, 31})
    void weightInThePadding(int cell) {
        attack(cell, 3);
    }

    @Test
    void registrationIsNeitherOmittedNorBorrowed() {
        int[] cells = honestCells();
        Map<Integer, CommittedMatrix> weights = ForgedKeys.matrices(CIRCUIT, Map.of(V.id(), cells));
        VerificationKey honest = key(cells, weights);
        int[] others = honestCells();
        others[1] = 0;
        Map<Integer, CommittedMatrix> otherWeights = ForgedKeys.matrices(CIRCUIT, Map.of(V.id(), others));
        Map<String, List<byte[]>> registrations = new LinkedHashMap<>();
        registrations.put("none", List.of());
        registrations.put("another key's", honest.registrations());
        registrations.put("two", List.of(honest.registrations().getFirst(), honest.registrations().getFirst()));
        registrations.forEach((name, proofs) -> {
            VerificationKey key = ForgedKeys.key(CIRCUIT, otherWeights, proofs);
            byte[] proof = proof(key, others, otherWeights);
            assertThat(((Rejected) Verifier.of(key).verify(proof, null)).code()).as(name).isEqualTo("registration");
            assertThat(Verifier.ofRebuilt(key).verify(proof, null)).as("control").isInstanceOf(Accepted.class);
        });
    }

    @Test
    void aRegistrationIsGivenOnce() {
        int[] cells = honestCells();
        Map<Integer, CommittedMatrix> weights = ForgedKeys.matrices(CIRCUIT, Map.of(V.id(), cells));
        byte[] registration = key(cells, weights).registrations().getFirst();
        VerificationKey key = ForgedKeys.key(CIRCUIT, weights, List.of(registration, registration));
        assertThat(((Rejected) Verifier.of(key).verify(proof(key, cells, weights), null)).code()).isEqualTo("registration");
    }
}
