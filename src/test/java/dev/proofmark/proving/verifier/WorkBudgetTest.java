package dev.proofmark.proving.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.algebra.curve.G1;
import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.MalformedBytes;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.Statement;
import dev.proofmark.proving.verifier.VerificationResult.Rejected;
import dev.proofmark.testing.HostileKeys;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that ask for minutes to hours of work are refused or decoded within the budget, and whatever proof comes with one that is decoded
/// is decided within what was counted for it. The limit of time is none of the budget: it turns a verifier that hangs into a failure.
@Timeout(600)
class WorkBudgetTest {
    private record Hostile(String name, Supplier<byte[]> key, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> refused() {
        return Stream.of(
                new Hostile("a long column in 2^17 lookups", HostileKeys::longColumnInManyLookups, "operations"),
                new Hostile("2^10 ports over a long column", HostileKeys::portsOfALongColumn, "port-range"),
                new Hostile("fractions up to the size limit", () -> HostileKeys.fractions(600), "operations"),
                new Hostile("as many fractions as decoding takes", () -> HostileKeys.fractions(250), "operations"),
                new Hostile("sums of an input up to the size limit", () -> HostileKeys.inputSums(600, 1), "operations"),
                new Hostile("a sum of an input in 2^17 lookups", () -> HostileKeys.inputSums(1, (1 << 17) - 1), "operations"),
                new Hostile("as many views as there may be", () -> HostileKeys.views(HostileKeys.randomOrders(60_000, 1)), "operations"),
                new Hostile("rows longer than the table of generators", () -> HostileKeys.longestRows(15), "column-bits"),
                new Hostile("rows of 2^16 cells", () -> HostileKeys.longestRows(16), "column-bits"),
                new Hostile("windows over a billion entries", () -> HostileKeys.windows(1000), "operations"),
                new Hostile("weights of as many ranges", () -> HostileKeys.collidingRanges(30_000), "tables"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefused(Hostile hostile) {
        byte[] key = hostile.key().get();
        assertThat(key.length).isLessThan(VerificationKey.MAX_BYTES);
        assertThatThrownBy(() -> VerificationKey.decode(key)).isInstanceOf(MalformedBytes.class).hasMessageContaining(hostile.reason());
    }

    static Stream<Hostile> accepted() {
        return Stream.of(
                new Hostile("fractions", () -> HostileKeys.fractions(30), null),
                new Hostile("sums of an input", () -> HostileKeys.inputSums(30, 8), null),
                new Hostile("views whose points collide in a hash", () -> HostileKeys.views(HostileKeys.collidingOrders()), null),
                new Hostile("views", () -> HostileKeys.views(HostileKeys.randomOrders(8000, 2)), null),
                new Hostile("2^12 tables of one value", () -> HostileKeys.tinyTables(1 << 12), null),
                new Hostile("the longest rows", () -> HostileKeys.longestRows(14), null),
                new Hostile("windows over a million entries", () -> HostileKeys.windows(3), null));
    }

    /// Decoding within its budget, and then a proof of the right length that says nothing: its verdict costs what the plan
    /// counted, at most four times what reading it costs, whatever the verdict is.
    @ParameterizedTest
    @MethodSource("accepted")
    void aProofUnderAnAcceptedKeyCostsWhatWasCounted(Hostile hostile) {
        VerificationKey key = VerificationKey.decode(hostile.key().get());
        ProofPlan plan = key.plan();
        assertThat(plan.evaluation()).isLessThanOrEqualTo(WorkBudget.allowance(plan.paid()));
        byte[] proof = garbage(key);
        WorkBudget budget = WorkBudget.counted(() -> {});
        Rejected verdict = ProofCheck.inference(key, statement(key), proof, FrozenVerifier.messagesStart(proof),
                sum -> sum.isIdentity(budget), budget);
        assertThat(verdict).isNotNull();
        assertThat(budget.spent()).isLessThanOrEqualTo(plan.evaluation() + plan.paid() + Work.SUMMED_POINT.operations())
                .isLessThanOrEqualTo((1L << 20) + 4 * plan.paid() + Work.SUMMED_POINT.operations())
                .isGreaterThanOrEqualTo(plan.evaluation());
        assertThat(Verifier.ofRebuilt(key).verify(proof, null)).isInstanceOf(Rejected.class);
    }

    private static Statement statement(VerificationKey key) {
        Map<Integer, G1[]> inputs = new LinkedHashMap<>();
        for (Tensor t : key.circuit().tensors(TensorKind.INPUT)) {
            G1[] rows = new G1[key.circuit().layout(t).sentRows().length];
            Arrays.fill(rows, G1.GENERATOR);
            inputs.put(t.id(), rows);
        }
        return new Statement(key.digest(), new byte[0], false, Map.of(), null, null, inputs);
    }

    /// Messages that decode, whether a point or a scalar is read.
    static byte[] garbage(VerificationKey key) {
        byte[] statement = statement(key).encode(key.circuit());
        byte[] message = G1.GENERATOR.encode();
        ByteBuffer proof = ByteBuffer.allocate(12 + statement.length + 32 * key.plan().messages());
        proof.put(Format.PROOF.header()).putInt(statement.length).put(statement);
        for (int i = 0; i < key.plan().messages(); i++) {
            proof.put(message);
        }
        return proof.array();
    }

    /// The generator of colliding points does what it says: thousands of orders of consecutive numbers with one hash.
    @Test
    void collidingOrdersCollide() {
        List<int[]> orders = HostileKeys.collidingOrders();
        assertThat(orders).hasSizeGreaterThan(1000);
        Set<Integer> hashes = orders.stream().map(Arrays::hashCode).collect(Collectors.toSet());
        assertThat(hashes).hasSize(1);
        Set<String> distinct = new LinkedHashSet<>();
        orders.forEach(order -> distinct.add(Arrays.toString(order)));
        assertThat(distinct).hasSameSizeAs(orders);
    }

    /// Decoding and verifying end where the interruption throws.
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 10})
    void workEndsWhereItIsInterrupted(int checks) {
        byte[] large = HostileKeys.fractions(30);
        Countdown whileDecoding = new Countdown(checks);
        assertThatThrownBy(() -> VerificationKey.decode(large, whileDecoding)).isSameAs(Countdown.OVER);
        VerificationKey key = VerificationKey.decode(large);
        byte[] proof = garbage(key);
        Countdown whileVerifying = new Countdown(checks);
        assertThatThrownBy(() -> Verifier.ofRebuilt(key).verify(proof, null, whileVerifying)).isSameAs(Countdown.OVER);
        assertThat(whileVerifying.checked).isEqualTo(checks + 1);
    }

    private static final class Countdown implements Runnable {
        private static final IllegalStateException OVER = new IllegalStateException("over");
        private final int most;
        private int checked;

        Countdown(int most) {
            this.most = most;
        }

        @Override
        public void run() {
            if (checked++ == most) {
                throw OVER;
            }
        }
    }
}
