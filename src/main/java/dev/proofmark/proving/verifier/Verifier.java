package dev.proofmark.proving.verifier;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.argument.commitment.EquationSum;
import dev.proofmark.argument.commitment.OpenRows;
import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.ByteReader;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.MalformedBytes;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Registration;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import java.util.Arrays;
import java.util.function.Predicate;

/// The verifier: a pure, total function of a key, a proof and perhaps a statement.
///
/// **Soundness** acceptance means what the protocol's section 1 says, at about 100 bits. **Errors** none for any content
/// of the proof; whatever is wrong is a `Rejected`.
public final class Verifier {
    private static final int ROWS_AT_ONCE = 64;

    private final VerificationKey key;
    private final Registration registration;
    private final Rejected refusal;

    private Verifier(VerificationKey key, Registration registration, Rejected refusal) {
        this.key = key;
        this.registration = registration;
        this.refusal = refusal;
    }

    /// A verifier that checks the key's registration proofs, once.
    public static Verifier of(VerificationKey key) {
        return new Verifier(key, Registration.PROVEN, RegistrationCheck.problem(key));
    }

    /// A verifier whose user has rebuilt the key from model and seed: registration proofs are not asked for.
    public static Verifier ofRebuilt(VerificationKey key) {
        return new Verifier(key, Registration.REBUILT, null);
    }

    public VerificationKey key() {
        return key;
    }

    /// @param statement the statement that the caller expects, byte for byte, or null
    public VerificationResult verify(byte[] proof, byte[] statement) {
        return verify(proof, statement, EquationSum::isIdentity);
    }

    /// The same with the group equations left to `group`.
    VerificationResult verify(byte[] proof, byte[] statement, Predicate<EquationSum> group) {
        if (refusal != null) {
            return refusal;
        }
        try {
            return check(proof, statement, group);
        } catch (MalformedBytes e) {
            return new Rejected(Rejection.MALFORMED, e.getMessage());
        } catch (MalformedMessage e) {
            return new Rejected(Rejection.MALFORMED_MESSAGE, e.getMessage());
        }
    }

    private VerificationResult check(byte[] proof, byte[] expected, Predicate<EquationSum> group) {
        String problem = Format.PROOF.problem(proof);
        if (problem != null) {
            return new Rejected(Rejection.MALFORMED, "proof: " + problem);
        }
        ByteReader in = new ByteReader(proof);
        in.advance(Format.HEADER_BYTES, "proof header");
        byte[] statementBytes = in.take(in.u32("statement length"), "statement");
        if (!Arrays.equals(Statement.keyDigest(statementBytes), key.digest())) {
            return new Rejected(Rejection.KEY_DIGEST); // first: lengths tell nothing under another key
        }
        Circuit circuit = key.circuit();
        long needed = 32L * key.plan().messages();
        if (in.remaining() != needed) {
            return new Rejected(Rejection.MALFORMED, "expected " + needed + " bytes of messages, got " + in.remaining());
        }
        if (expected != null && !Arrays.equals(expected, statementBytes)) {
            return new Rejected(Rejection.STATEMENT);
        }
        Statement statement = Statement.decode(statementBytes, circuit);
        if (statement.inputsPublic() && !inputsMatch(key, statement)) {
            return new Rejected(Rejection.INPUT_COMMITMENT);
        }
        Rejected failure = ProofCheck.inference(key, statement, proof, in.position(), group);
        return failure != null ? failure : new Accepted(statement, registration);
    }

    /// Whether the opened inputs are what the statement's commitments hold.
    static boolean inputsMatch(VerificationKey key, Statement statement) {
        return key.circuit().tensors(TensorKind.INPUT).stream().allMatch(t -> inputMatches(key, statement, t));
    }

    /// Commits to the stated values again, some rows at a time: padded indexes ascend with logical positions.
    private static boolean inputMatches(VerificationKey key, Statement statement, Tensor t) {
        Circuit circuit = key.circuit();
        int columns = circuit.columns();
        int[] rows = circuit.layout(t).sentRows();
        int[] positions = t.shape().paddedIndexes();
        long[] values = statement.inputValues().get(t.id());
        int next = 0;
        for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
            int to = Math.min(rows.length, from + ROWS_AT_ONCE);
            int[] cells = new int[(to - from) * columns];
            for (int i = from; i < to; i++) {
                for (; next < values.length && positions[next] / columns == rows[i]; next++) {
                    cells[(i - from) * columns + positions[next] % columns] = (int) values[next];
                }
            }
            G1[] expected = OpenRows.commit(key.generators(), columns, cells,
                    Arrays.copyOfRange(statement.inputBlindings().get(t.id()), from, to));
            if (!Arrays.equals(expected, Arrays.copyOfRange(statement.inputRows().get(t.id()), from, to))) {
                return false;
            }
        }
        return next == values.length;
    }
}
