package dev.proofmark.proving.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.verifier.VerificationResult.Accepted;
import dev.proofmark.proving.verifier.VerificationResult.Registration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a verifier tells of a statement, in the model's own terms.
class ProvenFactsTest {
    private static final IntegerRange RANGE = new IntegerRange(-8, 8);
    private final VerificationKey key =
            KeyCommitment.commit(circuit(), new WitnessProgram(List.of()), Map.of(), new byte[16], Workers.sequential())
                    .verificationKey();

    /// Input x, public output y in steps of a quarter, private output z.
    private static Circuit circuit() {
        CircuitBuilder b = new CircuitBuilder();
        int x = b.input("x", Shape.of(2));
        b.lookup(b.rangeTable("r", RANGE), x);
        b.inputPort("x", x, Shape.of(1, 2), PortScale.uniform(0.5), RANGE);
        int y = b.publicTensor("y", Shape.of(3), RANGE);
        b.zero(y);
        b.outputPort("y", y, Shape.of(3), PortScale.uniform(0.25), RANGE);
        int z = b.witness("z", Shape.of(2));
        b.lookup(0, z);
        b.outputPort("z", z, Shape.of(2), PortScale.uniform(1), RANGE);
        return b.build(2);
    }

    private ProvenFacts facts(byte[] context, boolean open) {
        Statement statement = new Statement(key.digest(), context, open, Map.of(1, new long[] {1, -2, 8}),
                open ? Map.of(0, new long[] {3, -4}) : null, null, Map.of());
        return ProvenFacts.of(key, new Accepted(statement, open ? Registration.REBUILT : Registration.PROVEN));
    }

    @Test
    void publicTensorsInRealValuesAndPrivateOnesByName() {
        ProvenFacts facts = facts(new byte[0], false);
        assertThat(facts.outputs()).singleElement().satisfies(y -> {
            assertThat(y.name()).isEqualTo("y");
            assertThat(y.values()).containsExactly(0.25, -0.5, 2);
            assertThat(y.shape()).containsExactly(3);
        });
        assertThat(facts.privateOutputs()).containsExactly("z");
        assertThat(facts.inputs()).isEmpty();
        assertThat(facts.privateInputs()).containsExactly("x");
        assertThat(facts.lines()).contains("context     (none)", "input       x: private, committed in the statement",
                "output      y [3] = [0.250000, -0.500000, 2.00000]", "output      z: private, committed in the proof",
                "weights     in their declared ranges, by the key's registration proof", "security    about 100 bits, not post-quantum");
        assertThat(facts.keyDigest()).hasSize(64);
        ProvenFacts open = facts(new byte[] {'a'}, true);
        assertThat(open.inputs()).singleElement().satisfies(x -> assertThat(x.values()).containsExactly(1.5, -2));
        assertThat(open.privateInputs()).isEmpty();
        assertThat(open.lines()).contains("context     a", "input       x [1, 2] = [1.50000, -2.00000]",
                "weights     as rebuilt by the verifier's user (registration proof not asked for)");
    }

    @Test
    void aContextIsTextOnlyWhereItIsPrintable() {
        assertThat(facts("Fall 7, \u00fcber".getBytes(StandardCharsets.UTF_8), false).context()).isEqualTo("Fall 7, \u00fcber");
        assertThat(facts("a\u202eb".getBytes(StandardCharsets.UTF_8), false).context()).isEqualTo("0x61e280ae62");
        assertThat(facts("a".repeat(9).concat("   key").getBytes(StandardCharsets.UTF_8), false).lines())
                .contains("context     aaaaaaaaa \\u{20}\\u{20}key");
        assertThat(facts("a\nVALID".getBytes(StandardCharsets.UTF_8), false).context()).isEqualTo("0x610a56414c4944");
        assertThat(facts(new byte[] {(byte) 0xc0, (byte) 0x80}, false).context()).isEqualTo("0xc080");
    }

    @Test
    void longTensorsAreCutAfterSixteenValues() {
        for (int length : new int[] {16, 17}) {
            double[] values = LongStream.range(0, length).asDoubleStream().toArray();
            String line = new ProvenFacts("", "", List.of(new ProvenFacts.NamedValues("y", new int[] {length}, values)), List.of(),
                    List.of(), List.of(),
                    Registration.PROVEN).lines().get(2);
            assertThat(line).endsWith(length == 16 ? ", 15.0000]" : ", 15.0000, ... 17 values]")
                    .startsWith("output      y [" + length + "] = [0.00000, 1.00000, ");
        }
    }
}
