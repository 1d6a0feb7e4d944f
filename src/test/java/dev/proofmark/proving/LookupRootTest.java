package dev.proofmark.proving;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.argument.transcript.Label;
import dev.proofmark.argument.transcript.LuckyTranscript;
import dev.proofmark.circuit.LookupTable;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.testing.Attack;
import dev.proofmark.testing.AttackCircuits;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The root of the tree of fractions through the whole protocol: its numerator must be zero and its denominator must not.
class LookupRootTest {
    private static final String GROUP = "opening-group";
    private static final Fr BETA = Fr.of(1234567891011L);

    private static Attack attack() {
        return new Attack(AttackCircuits.requantize(), 3, -2, 1);
    }

    /// A value outside its table leaves a sum that is not zero.
    @Test
    void aNumeratorThatIsNotZero() {
        attack().adds("y", 3, 1).failsBut(Weakness.of(Weakness.Kind.FREE_ROOT), GROUP);
        attack().adds("rem", 3, 8).failsBut(Weakness.of(Weakness.Kind.FREE_ROOT), GROUP);
    }

    /// alpha is the fingerprint of an input that is looked up and of its row: two denominators are zero, so is the sum's
    /// numerator, and every false value passes but for the inverse of the sum's denominator.
    @ParameterizedTest
    @ValueSource(strings = {"y", "rem"})
    void aDenominatorThatIsZero(String tensor) {
        Attack attack = attack();
        LookupTable table = attack.circuit().tables().getFirst();
        Fr tag = BETA.multiply(attack.circuit().tableWidth() == 2 ? BETA : Fr.ONE).multiply(Fr.of(table.tag()));
        Map<Label, Fr> luck = Map.of(Label.ALPHA, Fr.of(3).add(tag), Label.BETA, BETA);
        attack.adds(tensor, 3, 1).under(() -> new LuckyTranscript(luck)).failsBut(Weakness.of(Weakness.Kind.FREE_INVERSE), GROUP);
    }
}
