package dev.proofmark.proving.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.testing.Attack;
import dev.proofmark.testing.AttackCircuits;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The check of a proof's messages by itself, without the comparison of lengths that stands before it.
class ProofCheckTest {
    @Test
    void readsExactlyTheMessagesThatTheKeyCallsFor() {
        Attack nothing = new Attack(AttackCircuits.requantize(), 3, -2, 1);
        byte[] proof = nothing.proof(Weakness.NONE);
        assertThat(check(nothing, proof)).isNull();
        assertThat(check(nothing, Arrays.copyOf(proof, proof.length + 32)).code()).isEqualTo("malformed");
        assertThat(check(nothing, Arrays.copyOf(proof, proof.length + 1)).code()).isEqualTo("malformed");
        assertThatThrownBy(() -> check(nothing, Arrays.copyOf(proof, proof.length - 1))).isInstanceOf(MalformedMessage.class);
    }

    private static VerificationResult.Rejected check(Attack attack, byte[] proof) {
        return WeakVerifier.underOracle(attack.key().verificationKey(), proof, new Transcript());
    }
}
