package dev.proofmark.proving.verifier;

import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.commitment.EquationSum;
import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.ByteReader;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.MalformedBytes;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Registration;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/// The verifier: a pure, total function of a key, a proof and perhaps a statement.
///
/// **Soundness** acceptance means what the protocol's section 1 says, at about 100 bits. **Errors** none for any content
/// of the proof; whatever is wrong is a `Rejected`.
public final class Verifier {
    /// Of a proof, up to the digest of its key.
    public static final int HEAD_BYTES = 2 * Format.HEADER_BYTES + 4 + Statement.DIGEST_BYTES;

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
        return of(key, () -> {});
    }

    /// @param interruption is run from time to time; what it throws ends the check
    public static Verifier of(VerificationKey key, Runnable interruption) {
        return new Verifier(key, Registration.PROVEN, RegistrationCheck.problem(key, WorkBudget.counted(interruption)));
    }

    /// A verifier whose user has rebuilt the key from model and seed: registration proofs are not asked for.
    public static Verifier ofRebuilt(VerificationKey key) {
        return new Verifier(key, Registration.REBUILT, null);
    }

    public VerificationKey key() {
        return key;
    }

    /// The refusal of a file of so many bytes, if no proof under this key has as many: so it need not be read.
    ///
    /// @param head its first [#HEAD_BYTES] bytes, which tell whether it is a proof for another key
    public Optional<Rejected> tooLong(long bytes, byte[] head) {
        long most = Format.HEADER_BYTES + 4 + Statement.mostBytes(key.circuit()) + 32L * key.plan().messages();
        if (bytes <= most) {
            return Optional.empty();
        }
        return Optional.of(forAnotherKey(head) ? new Rejected(Rejection.KEY_DIGEST)
                : new Rejected(Rejection.MALFORMED, "a proof under this key has at most " + most + " bytes, got " + bytes));
    }

    private boolean forAnotherKey(byte[] head) {
        try {
            return head.length == HEAD_BYTES && Format.PROOF.problem(head) == null
                    && !Arrays.equals(Statement.keyDigest(Arrays.copyOfRange(head, Format.HEADER_BYTES + 4, HEAD_BYTES)), key.digest());
        } catch (MalformedBytes e) {
            return false;
        }
    }

    /// @param statement the statement that the caller expects, byte for byte, or null
    public VerificationResult verify(byte[] proof, byte[] statement) {
        return verify(proof, statement, () -> {});
    }

    /// @param interruption is run from time to time; what it throws ends the verification
    public VerificationResult verify(byte[] proof, byte[] statement, Runnable interruption) {
        WorkBudget budget = WorkBudget.counted(interruption);
        return verify(proof, statement, sum -> sum.isIdentity(budget), budget);
    }

    /// The same with the group equations left to `group`.
    VerificationResult verify(byte[] proof, byte[] statement, Predicate<EquationSum> group) {
        return verify(proof, statement, group, WorkBudget.counted(() -> {}));
    }

    private VerificationResult verify(byte[] proof, byte[] statement, Predicate<EquationSum> group, WorkBudget budget) {
        if (refusal != null) {
            return refusal;
        }
        try {
            return check(proof, statement, group, budget);
        } catch (MalformedBytes e) {
            return new Rejected(Rejection.MALFORMED, e.getMessage());
        } catch (MalformedMessage e) {
            return new Rejected(Rejection.MALFORMED_MESSAGE, e.getMessage());
        }
    }

    private VerificationResult check(byte[] proof, byte[] expected, Predicate<EquationSum> group, WorkBudget budget) {
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
        if (statement.inputsPublic() && !OpenedInputs.match(key, statement, budget)) {
            return new Rejected(Rejection.INPUT_COMMITMENT);
        }
        Rejected failure = ProofCheck.inference(key, statement, proof, in.position(), group, budget);
        return failure != null ? failure : new Accepted(statement, registration);
    }
}
