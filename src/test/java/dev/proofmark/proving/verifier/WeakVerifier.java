package dev.proofmark.proving.verifier;

import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.ByteReader;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.LenientStatement;
import dev.proofmark.proving.proof.ProofWalk;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.proving.proof.WalkMessages;
import dev.proofmark.proving.proof.WeakenedWalk;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import java.util.Map;

/// Verifiers that lack one defence, and never ask for registration.
public final class WeakVerifier {
    private WeakVerifier() {
    }

    /// Never compares a public input with its commitment.
    ///
    /// @return null if it is fooled
    public static Rejected check(VerificationKey key, byte[] proof, Weakness weakness) {
        return check(key, proof, weakness, new Transcript());
    }

    /// The same with challenges from another oracle than the hash.
    public static Rejected check(VerificationKey key, byte[] proof, Weakness weakness, Transcript oracle) {
        WeakenedWalk walk = new WeakenedWalk(key.circuit(), weakness);
        ProofCheck check = new ProofCheck(key, key.circuit(), walk.plan()) {
            @Override
            ProofWalk.Result walk(ReadingConversation c, Map<Integer, long[]> publics) {
                return walk.run(c, publics, WalkMessages.NONE);
            }
        };
        return verdict(check, Statement.decode(statement(proof), key.circuit()), oracle, proof);
    }

    /// The whole verifier but for its registration and one check of the statement's values; public inputs are compared with
    /// their commitments.
    public static Rejected check(VerificationKey key, byte[] proof, LenientStatement.Missing missing) {
        Statement statement = LenientStatement.decode(statement(proof), key.circuit(), missing);
        if (statement.inputsPublic() && !OpenedInputs.match(key, statement, WorkBudget.counted(() -> {}))) {
            return new Rejected(Rejection.INPUT_COMMITMENT);
        }
        return verdict(new ProofCheck(key, key.circuit(), key.plan()), statement, new Transcript(), proof);
    }

    /// The real check of a proof's messages, with challenges from another oracle than the hash.
    public static Rejected underOracle(VerificationKey key, byte[] proof, Transcript oracle) {
        return verdict(new ProofCheck(key, key.circuit(), key.plan()), Statement.decode(statement(proof), key.circuit()), oracle, proof);
    }

    private static byte[] statement(byte[] proof) {
        ByteReader in = new ByteReader(proof);
        in.advance(Format.HEADER_BYTES, "header");
        return in.take(in.u32("length"), "statement");
    }

    private static Rejected verdict(ProofCheck check, Statement statement, Transcript transcript, byte[] proof) {
        check.keyRows();
        return check.inference(statement, transcript, new ReadingConversation(transcript, proof, FrozenVerifier.messagesStart(proof)));
    }
}
