package dev.proofmark.proving.verifier;

import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.ByteReader;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.ProofWalk;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.proving.proof.WeakenedWalk;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import java.util.Map;

/// A verifier that lacks one defence. It never compares a public input with its commitment, nor asks for registration.
public final class WeakVerifier {
    private WeakVerifier() {
    }

    /// @return null if it is fooled
    public static Rejected check(VerificationKey key, byte[] proof, Weakness weakness) {
        ByteReader in = new ByteReader(proof);
        in.advance(Format.HEADER_BYTES, "header");
        Statement statement = Statement.decode(in.take(in.u32("length"), "statement"), key.circuit());
        WeakenedWalk walk = new WeakenedWalk(key.circuit(), weakness);
        ProofCheck check = new ProofCheck(key, key.circuit(), walk.plan()) {
            @Override
            ProofWalk.Result walk(ReadingConversation c, Map<Integer, long[]> publics) {
                return walk.run(c, publics, null, null);
            }
        };
        check.keyRows();
        Transcript transcript = new Transcript();
        return check.inference(statement, transcript, new ReadingConversation(transcript, proof, in.position()));
    }
}
