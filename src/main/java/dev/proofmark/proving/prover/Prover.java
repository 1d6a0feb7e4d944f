package dev.proofmark.proving.prover;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Port;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// Proves inferences with one key. Thread-safe as long as each call has workers of its own.
public final class Prover {
    /// Stages in order, as the listener hears them.
    static final String[] STAGES = {"witness", "commitments", "lookups", "layers", "opening"};

    private final ProvingKey key;

    public Prover(ProvingKey key) {
        this.key = key;
    }

    /// One inference to prove.
    ///
    /// @param inputs       integer values per input port name, logical row-major
    /// @param inputsPublic whether the statement opens the inputs
    /// @param context      bound to the proof, at most 64 KiB
    public record Request(Map<String, long[]> inputs, boolean inputsPublic, byte[] context) {
    }

    /// A proof with its statement and the integer values of all outputs by port name (those of private outputs too: they
    /// are the prover's).
    public record Proof(byte[] proof, byte[] statement, Map<String, long[]> outputs) {
    }

    /// @param entropy 32 fresh bytes from a secure source, never used before
    ///
    /// **Errors** `WitnessException` where an input does not fit; `ProvingCancelled`.
    public Proof prove(Request request, byte[] entropy, Workers workers, ProvingListener listener) {
        if (request.context().length > Statement.MAX_CONTEXT_BYTES) {
            throw new IllegalArgumentException(
                    "a context has at most " + Statement.MAX_CONTEXT_BYTES + " bytes, got " + request.context().length);
        }
        Stages stages = new Stages(listener, STAGES);
        Circuit circuit = key.verificationKey().circuit();
        stages.enter("witness");
        NodeValues values = witness(request, circuit, workers);
        stages.enter("commitments");
        ProofSeed.Purpose purpose = request.inputsPublic() ? ProofSeed.Purpose.PUBLIC_INPUTS : ProofSeed.Purpose.PRIVATE_INPUTS;
        ProofSeed seed = new ProofSeed(purpose, entropy, key.verificationKey().digest(), request.context());
        seed.weights(key.weightsDigest());
        for (TensorKind kind : new TensorKind[] {TensorKind.INPUT, TensorKind.WITNESS, TensorKind.PUBLIC}) {
            circuit.tensors(kind).forEach(t -> seed.values(t.id(), values.get(t.id())));
        }
        ProofSession session = new ProofSession(values, key.verificationKey().plan(), key.verificationKey().generators(),
                seed.randomness(), workers, stages);
        key.weights().forEach(session::committed);
        Map<Integer, G1[]> inputRows = session.commit(TensorKind.INPUT);
        session.commit(TensorKind.WITNESS);
        session.commit(TensorKind.MULTIPLICITY);
        Statement statement = statement(request, circuit, values, session, inputRows);
        Transcript transcript = new Transcript();
        statement.absorb(transcript, circuit);
        byte[] messages = session.messages(transcript, statement.publics());
        byte[] encoded = statement.encode(circuit);
        Map<String, long[]> outputs = new LinkedHashMap<>();
        for (Port port : circuit.outputs()) {
            outputs.put(port.name(), values.get(port.tensor()).logical(circuit.node(port.tensor()).shape()));
        }
        byte[] proof = ByteBuffer.allocate(Format.HEADER_BYTES + 4 + encoded.length + messages.length)
                .put(Format.PROOF.header()).putInt(encoded.length).put(encoded).put(messages).array();
        return new Proof(proof, encoded, outputs);
    }

    private NodeValues witness(Request request, Circuit circuit, Workers workers) {
        NodeValues values = new NodeValues(circuit, workers);
        key.weights().forEach((id, matrix) -> values.set(id, IntegerTensor.of(matrix.cells())));
        for (Port port : circuit.inputs()) {
            long[] input = request.inputs().get(port.name());
            if (input == null) {
                throw new IllegalArgumentException("input " + port.name() + " is missing");
            }
            values.set(port.tensor(), IntegerTensor.ofLogical(circuit.node(port.tensor()).shape(), input));
        }
        WitnessGenerator.run(key.program(), values);
        WitnessGenerator.countUses(values);
        return values;
    }

    private Statement statement(Request request, Circuit circuit, NodeValues values, ProofSession session, Map<Integer, G1[]> inputRows) {
        Map<Integer, long[]> publics = new LinkedHashMap<>();
        for (Tensor t : circuit.tensors(TensorKind.PUBLIC)) {
            publics.put(t.id(), values.get(t.id()).logical(t.shape()));
        }
        Map<Integer, long[]> open = null;
        Map<Integer, Fr[]> blindings = null;
        if (request.inputsPublic()) {
            open = new LinkedHashMap<>();
            blindings = new LinkedHashMap<>();
            for (Tensor t : circuit.tensors(TensorKind.INPUT)) {
                open.put(t.id(), values.get(t.id()).logical(t.shape()));
                blindings.put(t.id(), session.sentBlindings(t));
            }
        }
        return new Statement(key.verificationKey().digest(), request.context(), request.inputsPublic(), publics, open, blindings,
                inputRows);
    }
}
