package dev.proofmark.proving.verifier;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.commitment.EquationSum;
import dev.proofmark.argument.commitment.OpeningChecks;
import dev.proofmark.argument.commitment.OpeningProbe;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.OracleTranscript;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.ByteReader;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.Statement;
import java.util.List;

/// One run of the verifier under a transcript that records, or answers with frozen challenges.
public final class FrozenVerifier {
    private final OracleTranscript transcript;
    private final OpeningChecks checks;
    private final ProofCheck check;
    private final boolean complete;

    /// @param frozen the challenges to answer with, or null for those of the hash
    public FrozenVerifier(VerificationKey key, Statement statement, byte[] messages, int from, List<Fr> frozen) {
        transcript = new OracleTranscript(frozen);
        check = new ProofCheck(key, key.circuit(), key.plan());
        check.keyRows();
        check.open(statement, transcript);
        ReadingConversation conversation = transcript.read(messages, from);
        checks = check.converse(conversation, statement.publics());
        complete = conversation.atEnd();
    }

    /// Where the messages of a proof file begin.
    public static int messagesStart(byte[] proof) {
        ByteReader in = new ByteReader(proof);
        in.advance(Format.HEADER_BYTES, "header");
        in.advance(in.u32("length"), "statement");
        return in.position();
    }

    public static Statement statement(byte[] proof, VerificationKey key) {
        ByteReader in = new ByteReader(proof);
        in.advance(Format.HEADER_BYTES, "header");
        return Statement.decode(in.take(in.u32("length"), "statement"), key.circuit());
    }

    public OracleTranscript transcript() {
        return transcript;
    }

    public boolean accepts() {
        return complete && checks.scalarEquationHolds() && check.groupEquations(checks).isIdentity();
    }

    /// By how much the scalar equation fails.
    public Fr gap() {
        return OpeningProbe.gap(checks);
    }

    public OpeningChecks checks() {
        return checks;
    }

    public EquationSum groupEquations() {
        return check.groupEquations(checks);
    }
}
