package dev.proofmark.proving.verifier;

import dev.proofmark.algebra.curve.Generators;
import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.commitment.EquationSum;
import dev.proofmark.proving.key.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Verifies many proofs, of one or several keys, with one multi-scalar multiplication for all their group equations.
///
/// **Soundness** the proofs' equations are joined with coefficients from a hash of all complete proofs, so none is known
/// before the last byte of the last proof is fixed: with equal coefficients errors in two proofs could cancel. Everything
/// else is checked proof by proof. If the joint equation fails, each proof is verified by itself, so one bad proof never
/// taints another's verdict.
/// **Cost** one multiplication over all rows of all proofs, shared rows and generators once.
public final class BatchVerifier {
    /// One proof to verify.
    ///
    /// @param statement the statement that the caller expects, byte for byte, or null
    public record Entry(Verifier verifier, byte[] proof, byte[] statement) {
    }

    private BatchVerifier() {
    }

    /// The verdicts in the order of the entries.
    public static List<VerificationResult> verify(List<Entry> entries) {
        List<VerificationResult> results = new ArrayList<>();
        List<EquationSum> sums = new ArrayList<>();
        int generators = 1;
        for (Entry entry : entries) {
            generators = Math.max(generators, entry.verifier().key().generators().count());
            results.add(entry.verifier().verify(entry.proof(), entry.statement(), sums::add));
        }
        if (sums.isEmpty() || join(sums, coefficients(entries, sums.size()), generators).isIdentity()) {
            return results;
        }
        for (int i = 0; i < entries.size(); i++) {
            if (results.get(i) instanceof VerificationResult.Accepted) {
                results.set(i, entries.get(i).verifier().verify(entries.get(i).proof(), entries.get(i).statement()));
            }
        }
        return results;
    }

    static EquationSum join(List<EquationSum> sums, Fr[] coefficients, int generators) {
        EquationSum total = new EquationSum(Generators.upTo(generators));
        for (int i = 0; i < sums.size(); i++) {
            total.addMultiple(sums.get(i), coefficients[i]);
        }
        return total;
    }

    /// One per proof that is left to the joint equation, from all keys and proofs.
    static Fr[] coefficients(List<Entry> entries, int count) {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            digests.writeBytes(entry.verifier().key().digest());
            digests.writeBytes(VerificationKey.keccak(entry.proof()));
        }
        byte[] seed = VerificationKey.keccak(digests.toByteArray());
        Fr[] coefficients = new Fr[count];
        for (int i = 0; i < count; i++) {
            coefficients[i] = Fr.reduce(VerificationKey.keccak(ByteBuffer.allocate(36).put(seed).putInt(i).array()));
        }
        return coefficients;
    }
}
