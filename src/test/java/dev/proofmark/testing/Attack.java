package dev.proofmark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Constraint;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.FieldValues;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.proving.prover.CheatingProver;
import dev.proofmark.proving.verifier.VerificationResult;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.proving.verifier.Verifier;
import dev.proofmark.proving.verifier.WeakVerifier;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One attack on one circuit: the honest witness, one false thing, and a prover that follows the protocol from there.
/// The real verifier must reject; a copy that lacks the one defence must be fooled.
public final class Attack {
    private final Circuit circuit;
    private final Sample sample;
    private final ProvingKey key;
    private final long[] input;
    private final Map<Integer, int[]> falseNodes = new LinkedHashMap<>();
    private final Map<Integer, Map<Integer, Fr>> falseElements = new LinkedHashMap<>();
    private Supplier<Transcript> oracle = Transcript::new;
    private Consumer<NodeValues> falseTensors = values -> {};
    private Consumer<NodeValues> afterOutput = values -> {};
    private Consumer<NodeValues> falseCounts = values -> {};
    private boolean outputFollows = true;

    public Attack(Sample sample, long... input) {
        this.sample = sample;
        this.circuit = sample.circuit();
        this.input = input;
        this.key = KeyCommitment.commit(circuit, sample.program(), sample.weights(), new byte[16], Workers.sequential());
    }

    public Circuit circuit() {
        return circuit;
    }

    public ProvingKey key() {
        return key;
    }

    public int tensor(String name) {
        return circuit.nodes().stream().filter(n -> n instanceof Tensor t && t.name().equals(name)).findFirst().orElseThrow().id();
    }

    /// Changes committed cells after the honest program has run; the output follows from them.
    public Attack commits(Consumer<NodeValues> change) {
        this.falseTensors = change;
        return this;
    }

    /// Adds to one padded cell of a committed tensor.
    public Attack adds(String tensor, int cell, int difference) {
        return commits(values -> add(values, tensor(tensor), cell, difference));
    }

    /// Adds any field element to one padded cell of a committed tensor.
    public Attack adds(String tensor, int cell, Fr difference) {
        falseElements.computeIfAbsent(tensor(tensor), k -> new LinkedHashMap<>()).put(cell, difference);
        return this;
    }

    /// Changes what is stated, after the output was computed.
    public Attack states(Consumer<NodeValues> change) {
        this.afterOutput = change;
        return this;
    }

    /// Sets one-element tensors, the output among them.
    public Attack sets(Map<Integer, Long> values) {
        outputFollows = false;
        return commits(nodes -> values.forEach((id, value) -> nodes.set(id, IntegerTensor.of(new long[] {value}))));
    }

    /// Changes the multiplicities, after the best ones were counted.
    public Attack counts(Consumer<NodeValues> change) {
        this.falseCounts = change;
        return this;
    }

    /// Lets prover and verifiers draw their challenges from another oracle than the hash.
    public Attack under(Supplier<Transcript> oracle) {
        this.oracle = oracle;
        return this;
    }

    /// Claims an expression to be something else than its operands give; all else follows from the false value.
    public Attack claims(int node, int cell, int difference) {
        IntegerTensor honest = run(Map.of()).get(node);
        int[] cells = new int[honest.length()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Math.toIntExact(honest.get(i)) + (i == cell ? difference : 0);
        }
        falseNodes.put(node, cells);
        return this;
    }

    public static void add(NodeValues values, int tensor, int cell, int difference) {
        int[] cells = values.get(tensor).ints().clone();
        cells[cell] += difference;
        values.set(tensor, IntegerTensor.of(cells));
    }

    private NodeValues run(Map<Integer, int[]> overwritten) {
        NodeValues values = new NodeValues(circuit, Workers.sequential());
        key.weights().forEach((id, matrix) -> values.set(id, IntegerTensor.of(matrix.cells())));
        int x = circuit.inputs().getFirst().tensor();
        values.set(x, IntegerTensor.ofLogical(circuit.node(x).shape(), input));
        overwritten.forEach((id, cells) -> values.set(id, IntegerTensor.of(cells)));
        WitnessGenerator.run(sample.program(), values);
        return values;
    }

    /// The proof file of the attack, made for a verifier with this weakness.
    public byte[] proof(Weakness weakness) {
        NodeValues values = run(falseNodes);
        falseTensors.accept(values);
        for (LookupTable table : circuit.tables()) {
            values.set(table.multiplicity(), IntegerTensor.of(new int[table.shape().paddedSize()]));
        }
        FieldValues claimed = claimed(values, weakness);
        for (Constraint.Zero zero : outputFollows ? circuit.zeros() : List.<Constraint.Zero>of()) {
            output((Combine) circuit.node(zero.node()), values, claimed);
        }
        afterOutput.accept(values);
        CheatingProver prover = new CheatingProver(key.verificationKey().digest(), circuit, key.weights(), weakness)
                .under(oracle);
        FieldValues stated = claimed(values, weakness);
        prover.countUses(values, stated);
        falseCounts.accept(values);
        return prover.prove(values, claimed(values, weakness), false, null, 5);
    }

    private FieldValues claimed(NodeValues values, Weakness weakness) {
        FieldValues claimed = new FieldValues(values, weakness.is(Weakness.Kind.UNMASKED_BROADCAST));
        falseNodes.forEach((id, cells) -> {
            Fr[] padded = new Fr[cells.length];
            java.util.Arrays.setAll(padded, i -> Fr.of(cells[i]));
            claimed.set(id, padded);
        });
        falseElements
                .forEach((id, cells) -> cells.forEach((cell, difference) -> claimed.get(id)[cell] = claimed.get(id)[cell].add(difference)));
        return claimed;
    }

    /// Sets the public tensor of `Zero(node - out)` to what the claimed values make of the node.
    private void output(Combine difference, NodeValues values, FieldValues claimed) {
        int out = difference.terms().getLast().node();
        if (circuit.tensor(out).kind() == TensorKind.PUBLIC) {
            Shape shape = circuit.node(out).shape();
            Fr[] source = claimed.get(difference.terms().getFirst().node());
            int[] cells = new int[source.length];
            for (int p : shape.paddedIndexes()) {
                BigInteger v = source[p].toBigInteger();
                cells[p] = (v.bitLength() > 128 ? v.subtract(Fr.order()) : v).intValueExact();
            }
            values.set(out, IntegerTensor.of(cells));
        }
    }

    /// The real verifier refuses with this code; the copy with the weakness is fooled.
    public void failsBut(Weakness control, String code) {
        byte[] forged = proof(Weakness.NONE);
        assertThat(WeakVerifier.underOracle(key.verificationKey(), forged, oracle.get()).code()).isEqualTo(code);
        assertThat(Verifier.ofRebuilt(key.verificationKey()).verify(forged, null)).isInstanceOf(Rejected.class);
        assertThat(WeakVerifier.check(key.verificationKey(), proof(control), control, oracle.get()))
                .as("the attack must succeed where the defence is missing").isNull();
    }

    /// Nothing false: everyone accepts, also the copy that lacks something.
    public void succeeds(Weakness... weaknesses) {
        assertThat(Verifier.ofRebuilt(key.verificationKey()).verify(proof(Weakness.NONE), null)).isInstanceOf(Accepted.class);
        for (Weakness weakness : weaknesses) {
            assertThat(WeakVerifier.check(key.verificationKey(), proof(weakness), weakness)).isNull();
        }
    }
}
