package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.commitment.prover.CommittedMatrix;
import dev.proofmark.argument.commitment.prover.FieldMatrix;
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
import dev.proofmark.testing.Attack;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Commitments to field elements that are no small integers, where everything but one lookup is true of them.
class FieldWitnessTest {
    private static final String LOOKUP = "opening-group";

    /// A half, a negative fraction of a shift, the largest, and one at random.
    static Stream<Fr> elements() {
        return Stream.of(Fr.of(2).inverse(), Fr.powerOfTwo(3).inverse().negate(), Fr.of(Fr.order().shiftRight(1)),
                Fr.reduce(new byte[] {7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5, 9, 0, 4, 5, 2, 3, 5, 3, 6, 0, 2, 8, 7, 4, 7, 1, 3, 5, 2, 6, 6}));
    }

    /// Activations moved along the kernel of the next layer's weights: the output stays what it was.
    @ParameterizedTest
    @MethodSource("elements")
    void activations(Fr element) {
        new Attack(AttackCircuits.requantize(), 3, -2, 1).adds("y", 0, element.multiply(Fr.of(23)))
                .adds("y", 1, element.multiply(Fr.of(17)))
                .adds("y", 2, element.multiply(Fr.of(19))).failsBut(Weakness.withoutLookups(2), LOOKUP);
    }

    /// (100 - rem) / s modulo the order is a quotient for every remainder below s.
    @ParameterizedTest
    @CsvSource({"4, 0", "4, 8", "-8, 0", "7, 15"})
    void quotients(int x, int remainder) {
        int s = x + 9;
        Attack attack = new Attack(AttackCircuits.remainder(9), x, x);
        Fr quotient = Fr.of(100 - remainder).multiply(Fr.of(s).inverse());
        attack.adds("y", 1, quotient.subtract(Fr.of(100 / s)));
        if (remainder == 100 % s) {
            attack.succeeds();
        } else {
            attack.failsBut(Weakness.withoutLookups(3), LOOKUP);
        }
    }

    /// Two inputs that are no integers, but their sum is.
    @ParameterizedTest
    @MethodSource("elements")
    void inputs(Fr element) {
        new Attack(AttackCircuits.sum(), 3, 4).adds("x", 0, element).adds("x", 1, element.negate())
                .failsBut(Weakness.withoutLookups(0), LOOKUP);
    }

    /// A multiplicity may be any field element: none makes a value outside the table an inside one.
    @ParameterizedTest
    @MethodSource("elements")
    void multiplicities(Fr element) {
        Attack attack = new Attack(AttackCircuits.requantize(), 3, -2, 1);
        attack.adds("multiplicity/relu", 3, element).failsBut(Weakness.of(Weakness.Kind.FREE_ROOT), LOOKUP);
        Attack outside = new Attack(AttackCircuits.requantize(), 3, -2, 1).adds("y", 2, 1).adds("multiplicity/relu", 3, element);
        outside.failsBut(Weakness.of(Weakness.Kind.FREE_ROOT), LOOKUP);
    }

    /// A square root of -1 among the weights: a sum of squares that is negative.
    @Test
    void weights() {
        Sample sample = AttackCircuits.squares();
        Circuit circuit = sample.circuit();
        Tensor v = circuit.tensors(TensorKind.WEIGHT).getFirst();
        Fr root = root();
        assertThat(root.square()).isEqualTo(Fr.ONE.negate());
        int[] zeros = new int[v.shape().paddedSize()];
        Map<Integer, CommittedMatrix> weights = Map.of(v.id(), new FieldMatrix(
                ForgedKeys.matrices(circuit, Map.of(v.id(), zeros)).get(v.id()), circuit.columns(), Map.of(9, root.multiply(Fr.of(6)))));
        VerificationKey bare = ForgedKeys.key(circuit, weights, List.of());
        VerificationKey key = ForgedKeys.key(circuit, weights, List.of(registration(bare, weights.get(v.id()), root.multiply(Fr.of(6)))));

        NodeValues values = new NodeValues(circuit, Workers.sequential());
        int x = circuit.inputs().getFirst().tensor();
        values.set(v.id(), IntegerTensor.of(zeros));
        values.set(x, IntegerTensor.ofLogical(circuit.node(x).shape(), new long[15]));
        WitnessGenerator.run(sample.program(), values);
        WitnessGenerator.countUses(values);
        values.set(circuit.tensors(TensorKind.PUBLIC).getFirst().id(), IntegerTensor.of(new int[] {-36}));
        FieldValues claimed = new FieldValues(values, false);
        claimed.get(v.id())[9] = root.multiply(Fr.of(6));
        byte[] proof = new CheatingProver(key.digest(), circuit, weights, Weakness.NONE).prove(values, claimed, false, null, 3);
        assertThat(((Rejected) Verifier.of(key).verify(proof, null)).code()).isEqualTo("registration");
        assertThat(Verifier.ofRebuilt(key).verify(proof, null)).as("control: without a registration proof").isInstanceOf(Accepted.class);
    }

    /// The best registration proof for a weight of zeros and one other element.
    private static byte[] registration(VerificationKey bare, CommittedMatrix weights, Fr element) {
        Circuit registration = bare.registrationCircuit().orElseThrow();
        int id = registration.tensors(TensorKind.WEIGHT).getFirst().id();
        NodeValues values = new NodeValues(registration, Workers.sequential());
        values.set(id, IntegerTensor.of(weights.cells()));
        for (LookupTable table : registration.tables()) {
            values.set(table.multiplicity(), IntegerTensor.of(new int[table.shape().paddedSize()]));
        }
        FieldValues claimed = new FieldValues(values, false);
        claimed.get(id)[9] = element;
        CheatingProver prover = new CheatingProver(bare.digest(), registration, Map.of(id, weights), Weakness.NONE);
        prover.countUses(values, claimed);
        return prover.register(values, claimed, 9);
    }

    private static Fr root() {
        BigInteger quarter = Fr.order().subtract(BigInteger.ONE).shiftRight(2);
        return Stream.iterate(Fr.of(2), g -> g.add(Fr.ONE)).map(g -> g.pow(quarter)).filter(g -> g.square().equals(Fr.ONE.negate()))
                .findFirst().orElseThrow();
    }
}
