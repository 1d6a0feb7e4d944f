package dev.proofmark.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.argument.budget.WorkExceeded;
import dev.proofmark.argument.transcript.MalformedMessage;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.CircuitException;
import dev.proofmark.circuit.ProvableCircuits;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.build.RegistrationCircuit;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.testing.HostileKeys;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The second verifier, `src/test/python/independent_verifier.py`, which follows docs/protocol.md and shares no code with this one, agrees on
/// the committed vectors: verdict, digest, outputs and every challenge. So a message that this implementation forgot to
/// absorb, or a rule that the document does not tell, shows here. Skipped where there is no python3.
class IndependentVerifierTest {
    /// Length and text, as hex.
    private static final String NAME_OF_X = "000178";

    @TempDir
    private Path folder;

    private static String run(Path vector) {
        Optional<String> output = SecondVerifier.run(vector);
        assumeTrue(output.isPresent(), "python3 is not installed");
        return output.get();
    }

    private static String run(List<String> arguments) {
        Optional<String> output = SecondVerifier.run(arguments);
        assumeTrue(output.isPresent(), "python3 is not installed");
        return output.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense", "convolution", "forms", "settled", "offsets"})
    void acceptsTheVectors(String name) throws Exception {
        assertThat(run(Path.of("src/test/resources/vectors/proof-" + name + ".json"))).startsWith("VALID");
    }

    /// What a circuit costs its verifier, to the last operation, and whether that is refused: random circuits, the samples, and hostile ones
    /// on either side of the limits.
    @Test
    void countsTheSameWork() throws Exception {
        List<byte[]> circuits = new ArrayList<>();
        for (Sample sample : List.of(SampleCircuits.mlp(3, 2, 2, 3, 101), SampleCircuits.convolution(2, 5, 3, 4, 102),
                SampleCircuits.forms(), SampleCircuits.settled(), SampleCircuits.offsets(2))) {
            circuits.add(CircuitCodec.encode(sample.circuit()));
        }
        for (int seed = 0; seed < 60; seed++) {
            circuits.add(CircuitCodec.encode(new ProvableCircuits(seed).provable().circuit()));
        }
        for (byte[] key : List.of(HostileKeys.fractions(1), HostileKeys.inputSums(2, 3), HostileKeys.views(HostileKeys.randomOrders(50, 3)),
                HostileKeys.windows(2),
                HostileKeys.windows(1000),
                HostileKeys.tinyTables(64), HostileKeys.longestRows(14), HostileKeys.longestRows(15), HostileKeys.collidingRanges(100),
                HostileKeys.collidingRanges(5000))) {
            circuits.add(Arrays.copyOfRange(key, 12, 12 + ByteBuffer.wrap(key).getInt(8)));
        }
        List<String> arguments = new ArrayList<>(List.of("--work"));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < circuits.size(); i++) {
            arguments.add(Files.write(folder.resolve("circuit" + i), circuits.get(i)).toString());
            expected.add(work(circuits.get(i)));
        }
        assertThat(run(arguments).lines().map(line -> line.startsWith("REFUSED") ? "REFUSED" : line)).containsExactlyElementsOf(expected);
        assertThat(expected).contains("REFUSED").filteredOn(line -> !line.equals("REFUSED")).hasSizeGreaterThan(40);
    }

    /// Every byte of a circuit whose input is shown by sums, one more and one less: what this implementation accepts, or refuses because an
    /// input is not shown to lie in its port's range or because a sum's terms have other axes than it, the second verifier accepts or refuses.
    @Test
    void seesTheSameInputRanges() throws Exception {
        byte[] circuit = CircuitCodec.encode(SampleCircuits.offsets(2).circuit());
        List<String> arguments = new ArrayList<>(List.of("--work"));
        List<Boolean> expected = new ArrayList<>();
        for (int i = 0; i < circuit.length; i++) {
            for (int difference : new int[] {-1, 1}) {
                byte[] changed = circuit.clone();
                changed[i] += (byte) difference;
                String code = refusal(changed);
                if (List.of("", "not-looked-up", "port-range", "lookup-range", "combine-axes").contains(code)) {
                    expected.add(code.isEmpty());
                    arguments.add(Files.write(folder.resolve("circuit" + arguments.size()), changed).toString());
                }
            }
        }
        assertThat(run(arguments).lines().map(line -> !line.startsWith("REFUSED"))).containsExactlyElementsOf(expected);
        assertThat(expected).filteredOn(accepted -> accepted).hasSizeGreaterThan(30);
        assertThat(expected).filteredOn(accepted -> !accepted).hasSizeGreaterThan(30);
    }

    private static String refusal(byte[] circuit) {
        try {
            CircuitCodec.decode(circuit);
            return "";
        } catch (CircuitException e) {
            return e.code();
        }
    }

    private static String work(byte[] encoded) {
        try {
            WorkBudget budget = WorkBudget.decoding(() -> {});
            Circuit circuit = CircuitCodec.decode(encoded, budget);
            for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
                budget.charge(Work.POINT, circuit.layout(t).sentRows().length);
            }
            ProofPlan plan = ProofPlan.of(circuit);
            long registration = RegistrationCircuit.of(circuit, budget).map(ProofPlan::of).map(ProofPlan::evaluation).orElse(0L);
            return budget.spent() + " " + plan.evaluation() + " " + plan.paid() + " " + registration;
        } catch (CircuitException | MalformedMessage | WorkExceeded e) {
            return "REFUSED";
        }
    }

    /// The key's first name, with a character that ends its line in it.
    @Test
    void rejectsAKeyWithANameOfTwoLines() throws Exception {
        String vector = Files.readString(Path.of("src/test/resources/vectors/proof-dense.json"));
        int name = vector.indexOf(NAME_OF_X);
        assertThat(name).isPositive();
        Path file = folder.resolve("named.json");
        Files.writeString(file, vector.substring(0, name) + "00010a" + vector.substring(name + 6));
        assertThat(run(file).lines()).singleElement().asString().startsWith("REJECTED").contains("name");
    }

    @Test
    void rejectsAChangedProof() throws Exception {
        String vector = Files.readString(Path.of("src/test/resources/vectors/proof-dense.json"));
        int proof = vector.indexOf("\"proof\"");
        int digit = vector.indexOf("\"", proof + 12) - 2 * 32 - 1;
        char changed = vector.charAt(digit) == '1' ? '2' : '1';
        Path file = folder.resolve("changed.json");
        Files.writeString(file, vector.substring(0, digit) + changed + vector.substring(digit + 1));
        assertThat(run(file)).startsWith("REJECTED");
    }
}
