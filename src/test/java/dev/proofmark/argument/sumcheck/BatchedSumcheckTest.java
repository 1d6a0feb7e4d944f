package dev.proofmark.argument.sumcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.field.Fr;
import dev.proofmark.algebra.field.FrArray;
import dev.proofmark.algebra.field.FrVector;
import dev.proofmark.algebra.polynomial.Multilinear;
import dev.proofmark.argument.sumcheck.prover.ProductRounds;
import dev.proofmark.argument.transcript.AffineForm;
import dev.proofmark.argument.transcript.CountingConversation;
import dev.proofmark.argument.transcript.ReadingConversation;
import dev.proofmark.argument.transcript.Transcript;
import dev.proofmark.argument.transcript.prover.WritingConversation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sums of products of any sizes in one batch, with and without batch variables.
class BatchedSumcheckTest {
    private final Random random = new Random(17);
    private final Fr[] pads = scalars(500);

    private Fr scalar() {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        return Fr.reduce(bytes);
    }

    private Fr[] scalars(int count) {
        Fr[] values = new Fr[count];
        Arrays.setAll(values, i -> scalar());
        return values;
    }

    /// `sum_(b,k) eq(z, b) A(b, k) B(b, k)`.
    private record Sum(Fr[] a, Fr[] b, Fr[] z, int variables) {
        Fr value() {
            Fr[] weights = FrVector.eqTable(z).toArray();
            Fr sum = Fr.ZERO;
            for (int i = 0; i < a.length; i++) {
                sum = sum.add(weights[i >> variables - z.length].multiply(a[i]).multiply(b[i]));
            }
            return sum;
        }

        Fr summand(Fr[] point) {
            FrArray eq = FrVector.eqTable(point);
            return Multilinear.eq(z, Arrays.copyOf(point, z.length)).multiply(FrVector.dot(FrArray.of(a), 0, eq, 0, a.length))
                    .multiply(FrVector.dot(FrArray.of(b), 0, eq, 0, b.length));
        }
    }

    private List<Sum> sums(int count) {
        List<Sum> sums = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int variables = random.nextInt(7);
            sums.add(new Sum(scalars(1 << variables), scalars(1 << variables), scalars(random.nextInt(variables + 1)), variables));
        }
        return sums;
    }

    /// By how much the claim that is left differs from the summands at the bound point, on both sides of the conversation.
    private Fr[] gaps(List<Sum> sums, Fr error) {
        WritingConversation prover = new WritingConversation(new Transcript());
        prover.usePads(pads, new Fr[0]);
        List<BatchInstance> instances = new ArrayList<>();
        List<ProductRounds> rounds = new ArrayList<>();
        for (Sum sum : sums) {
            Fr claim = instances.isEmpty() ? sum.value().add(error) : sum.value();
            instances.add(new BatchInstance(sum.variables(), sum.z().length, AffineForm.constant(claim)));
            rounds.add(new ProductRounds(FrArray.of(sum.a()), FrArray.of(sum.b()), sum.variables(), sum.z()));
        }
        BatchedSumcheck.Result proven = BatchedSumcheck.run(prover, instances, rounds);
        for (int j = 0; j < sums.size(); j++) {
            Fr[] point = proven.point(instances.get(j)).values();
            Fr a = FrVector.dot(FrArray.of(sums.get(j).a()), 0, FrVector.eqTable(point), 0, sums.get(j).a().length);
            assertThat(rounds.get(j).valueOfA()).isEqualTo(a);
        }
        ReadingConversation verifier = new ReadingConversation(new Transcript(), prover.messages(), 0);
        BatchedSumcheck.Result read = BatchedSumcheck.run(verifier, instances, Collections.nCopies(instances.size(), FactorRounds.NONE));
        assertThat(verifier.atEnd()).isTrue();
        return new Fr[] {gap(sums, instances, proven), gap(sums, instances, read)};
    }

    private Fr gap(List<Sum> sums, List<BatchInstance> instances, BatchedSumcheck.Result result) {
        Fr gap = result.claim().value(pads);
        for (int j = 0; j < sums.size(); j++) {
            gap = gap.subtract(result.weights()[j].multiply(sums.get(j).summand(result.point(instances.get(j)).values())));
        }
        return gap;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12})
    void trueClaimsLeaveTrueClaims(int count) {
        for (int repeat = 0; repeat < 10; repeat++) {
            assertThat(gaps(sums(count), Fr.ZERO)).containsOnly(Fr.ZERO);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aFalseClaimLeavesAFalseOne(int count) {
        for (int repeat = 0; repeat < 10; repeat++) {
            assertThat(gaps(sums(count), Fr.ONE)).doesNotContain(Fr.ZERO);
        }
    }

    /// A round has a third message exactly while some joined instance is on a batch variable.
    @ParameterizedTest
    @CsvSource({"3, 0, 0, 0, 6", "3, 1, 0, 0, 7", "3, 3, 0, 0, 9", "4, 0, 2, 1, 9", "4, 0, 2, 2, 10", "2, 1, 4, 1, 10", "2, 2, 2, 1, 6",
        "0, 0, 0, 0, 0"})
    void sendsNoMessageThatIsAlwaysZero(int variables, int batch, int otherVariables, int otherBatch, int messages) {
        CountingConversation planner = new CountingConversation();
        BatchedSumcheck.run(planner, List.of(new BatchInstance(variables, batch, AffineForm.ZERO),
                new BatchInstance(otherVariables, otherBatch, AffineForm.ZERO)), List.of(FactorRounds.NONE, FactorRounds.NONE));
        assertThat(planner.padsUsed()).isEqualTo(messages);
    }
}
