package dev.proofmark.proving;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.View;
import dev.proofmark.proving.proof.Weakness;
import dev.proofmark.proving.witness.IntegerTensor;
import dev.proofmark.proving.witness.NodeValues;
import dev.proofmark.proving.witness.WitnessGenerator;
import dev.proofmark.testing.Attack;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A prover that puts one wrong thing into its witness and follows the protocol from there is rejected; a verifier that
/// lacks the one defence accepts the same attack.
class CheatingProverTest {
    private static final String LOOKUP = "opening-group";
    private static final String LINEAR = "opening-scalar";

    private static Attack requantize() {
        return new Attack(AttackCircuits.requantize(), 3, -2, 1);
    }

    private static Attack squares() {
        return new Attack(AttackCircuits.squares(), -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void theRigItselfIsHonest() {
        requantize().succeeds(Weakness.withoutLookups(1), Weakness.withoutZeros(0), Weakness.of(Weakness.Kind.FREE_ROOT));
        squares().succeeds(Weakness.of(Weakness.Kind.TAGGED_PADDING), Weakness.of(Weakness.Kind.TAGGED_TABLES));
        new Attack(AttackCircuits.broadcast(), 1, 2, 3).succeeds();
        new Attack(AttackCircuits.shortTable(), 1, 2, 3, 3).succeeds();
        new Attack(AttackCircuits.division(9), 4, -8).succeeds();
    }

    @Test
    void valueThatIsNotTheFunctions() {
        requantize().adds("y", 2, 1).failsBut(Weakness.withoutLookups(2), LOOKUP);
    }

    @Test
    void valueOutsideItsTable() {
        new Attack(AttackCircuits.requantize(), 3, 9, 1).failsBut(Weakness.withoutLookups(0), LOOKUP);
        new Attack(AttackCircuits.requantize(), 3, -2, -9).failsBut(Weakness.withoutLookups(0), LOOKUP);
    }

    private static long[] withFirst(long first) {
        long[] x = LongStream.rangeClosed(-7, 7).toArray();
        x[0] = first;
        return x;
    }

    /// An input that only sums of it are looked up of, beside its declared range and at its ends.
    @Test
    void inputOutsideTheRangeThatItsSumShows() {
        new Attack(AttackCircuits.offset(), withFirst(-8)).succeeds();
        new Attack(AttackCircuits.offset(), withFirst(7)).succeeds();
        new Attack(AttackCircuits.offset(), withFirst(-9)).failsBut(Weakness.withoutLookups(0), LOOKUP);
        new Attack(AttackCircuits.offset(), withFirst(8)).failsBut(Weakness.withoutLookups(0), LOOKUP);
    }

    @Test
    void inputOutsideTheRangeThatItsLimbsShow() {
        new Attack(SampleCircuits.offsets(6), withFirst(-21)).succeeds();
        new Attack(SampleCircuits.offsets(6), withFirst(20)).succeeds();
        new Attack(SampleCircuits.offsets(6), withFirst(-22)).failsBut(Weakness.withoutLookups(1), LOOKUP);
        new Attack(SampleCircuits.offsets(6), withFirst(-22)).adds("high", 0, -8).failsBut(Weakness.withoutLookups(0), LOOKUP);
        new Attack(SampleCircuits.offsets(6), withFirst(21)).failsBut(Weakness.withoutLookups(2), LOOKUP);
        new Attack(SampleCircuits.offsets(6), withFirst(43)).failsBut(Weakness.withoutLookups(1, 2), LOOKUP);
        new Attack(SampleCircuits.offsets(6), withFirst(43)).adds("high", 0, 8).failsBut(Weakness.withoutLookups(0, 2), LOOKUP);
    }

    /// Padding of an input that only a sum of it is looked up of: the mask keeps the offset out.
    @ParameterizedTest
    @ValueSource(ints = {5, 7, 13, 21, 24, 28, 31})
    void nonzeroPaddingOfAnInputBehindASum(int cell) {
        new Attack(AttackCircuits.offset(), withFirst(0)).adds("x", cell, 3)
                .failsBut(Weakness.of(Weakness.Kind.TAGGED_PADDING), LOOKUP);
    }

    /// The same behind two sums, in rows whose sum is stated.
    @ParameterizedTest
    @ValueSource(ints = {5, 7, 13, 21})
    void nonzeroPaddingOfAnInputBehindTwoSums(int cell) {
        new Attack(SampleCircuits.offsets(6), withFirst(0)).adds("x", cell, 3).failsBut(Weakness.withoutLookups(1, 2), LOOKUP);
    }

    @Test
    void wrongRemainderMakesAFraction() {
        requantize().adds("rem", 1, 1).failsBut(Weakness.withoutLookups(2), LOOKUP);
    }

    /// rem + 2^s with the next smaller u: every relation but the remainder's range holds.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void remainderOfTwoToTheS(int cell) {
        Attack attack = requantize();
        attack.commits(values -> {
            Attack.add(values, attack.tensor("rem"), cell, 8);
            int u = (int) values.get(((Combine) uOf(attack.circuit())).id()).get(cell) - 1;
            Attack.add(values, attack.tensor("y"), cell, Math.clamp(u, 0, 9) - (int) values.get(attack.tensor("y")).get(cell));
        });
        attack.failsBut(Weakness.withoutLookups(1), LOOKUP);
    }

    private static Node uOf(Circuit circuit) {
        return circuit.node(circuit.lookups().get(2).operands()[0]);
    }

    /// The third accumulator is 143, so u = 18 where the domain ends at 15; remainder and saturated value are right.
    @Test
    void accumulatorOutsideTheDomain() {
        Attack attack = requantize();
        attack.commits(values -> {
            NodeValues outside = new NodeValues(attack.circuit(), Workers.sequential());
            for (String tensor : List.of("w", "bias", "w2")) {
                outside.set(attack.tensor(tensor), values.get(attack.tensor(tensor)));
            }
            values.set(attack.tensor("x"), IntegerTensor.of(new int[] {8, -8, 8, 0}));
            outside.set(attack.tensor("x"), values.get(attack.tensor("x")));
            IntegerTensor acc = outside.get(AttackCircuits.ACCUMULATOR);
            int[] rem = new int[8];
            int[] y = new int[8];
            for (int i = 0; i < 5; i++) {
                rem[i] = Math.floorMod(acc.get(i) + 4, 8);
                y[i] = Math.clamp(Math.floorDiv(acc.get(i) + 4, 8), 0, 9);
            }
            values.set(attack.tensor("rem"), IntegerTensor.of(rem));
            values.set(attack.tensor("y"), IntegerTensor.of(y));
        }).failsBut(Weakness.withoutLookups(2), LOOKUP);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void wrongOutput(int cell) {
        Attack attack = requantize();
        attack.states(values -> Attack.add(values, attack.tensor("out"), cell, -1)).failsBut(Weakness.withoutZeros(0), LINEAR);
    }

    @ParameterizedTest
    @CsvSource({"w, 0", "w, 14", "bias, 3", "w2, 8"})
    void weightOtherThanTheCommittedOne(String name, int cell) {
        Attack attack = requantize();
        Weakness blind = Weakness.withoutClaimsOn(attack.tensor(name));
        attack.commits(values -> {
            Attack.add(values, attack.tensor(name), cell, values.get(attack.tensor(name)).get(cell) > 0 ? -1 : 1);
            rerun(attack, values);
        }).failsBut(blind, LINEAR);
    }

    /// Remainders and activations anew from changed weights.
    private static void rerun(Attack attack, NodeValues values) {
        NodeValues fresh = new NodeValues(attack.circuit(), Workers.sequential());
        for (String tensor : List.of("x", "w", "bias", "w2")) {
            fresh.set(attack.tensor(tensor), values.get(attack.tensor(tensor)));
        }
        WitnessGenerator.run(AttackCircuits.requantize().program(), fresh);
        values.set(attack.tensor("rem"), fresh.get(attack.tensor("rem")));
        values.set(attack.tensor("y"), fresh.get(attack.tensor("y")));
    }

    /// Cells of the squares' padding: 8 columns of which 5 are logical, 4 rows of which 3 are.
    @ParameterizedTest
    @ValueSource(ints = {5, 7, 13, 21, 24, 28, 31})
    void nonzeroPadding(int cell) {
        Attack both = squares();
        both.commits(values -> {
            Attack.add(values, both.tensor("x"), cell, 3);
            Attack.add(values, both.tensor("y"), cell, 3);
        }).failsBut(Weakness.of(Weakness.Kind.TAGGED_PADDING), LOOKUP);
        squares().adds("y", cell, 2).failsBut(Weakness.withoutLookups(1), LOOKUP);
    }

    @Test
    void operandRepeatedIntoThePadding() {
        Attack attack = new Attack(AttackCircuits.broadcast(), 1, 2, 3);
        int s = attack.circuit().nodes().stream().filter(n -> n instanceof Combine).findFirst().orElseThrow().id();
        attack.claims(s, 3, 7).failsBut(Weakness.of(Weakness.Kind.UNMASKED_BROADCAST), LINEAR);
    }

    @ParameterizedTest
    @CsvSource({"input, 4, 1", "remainder, 0, -1", "relu, 31, 1"})
    void wrongMultiplicity(String table, int row, int difference) {
        Attack attack = requantize();
        int counts = attack.tensor("multiplicity/" + table);
        attack.counts(values -> Attack.add(values, counts, row, difference)).failsBut(Weakness.of(Weakness.Kind.FREE_ROOT), LOOKUP);
    }

    /// The input's table has 17 rows in 32.
    @ParameterizedTest
    @ValueSource(ints = {17, 31})
    void useOfATablesPadding(int row) {
        Attack attack = requantize();
        int counts = attack.tensor("multiplicity/input");
        attack.counts(values -> Attack.add(values, counts, row, 1)).failsBut(Weakness.of(Weakness.Kind.FREE_ROOT), LOOKUP);
        // Uses of the zero tuple may be booked anywhere, as long as they add up: not an attack.
        Attack moved = squares();
        moved.counts(values -> {
            Attack.add(values, moved.tensor("multiplicity/input"), row, 5);
            Attack.add(values, moved.tensor("multiplicity/absolute"), row, -5);
        }).succeeds();
    }

    @Test
    void zeroTupleOfAShortTable() {
        Attack attack = new Attack(AttackCircuits.shortTable(), 1, 2, 3, 3);
        attack.adds("z", 1, -2).failsBut(Weakness.of(Weakness.Kind.TAGGED_TABLES), LOOKUP);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void wrongQuotient(int difference) {
        new Attack(AttackCircuits.division(9), 4, -8).adds("y", 0, difference)
                .failsBut(Weakness.withoutLookups(difference > 0 ? new Integer[] {1} : new Integer[] {2}), LOOKUP);
    }

    @Test
    void divisionByZero() {
        Attack attack = new Attack(AttackCircuits.division(9), 4, -8);
        attack.commits(values -> {
            Attack.add(values, attack.tensor("x"), 1, -1);
            Attack.add(values, attack.tensor("y"), 1, -3);
        }).failsBut(Weakness.withoutLookups(0, 1, 2), LOOKUP);
    }

    static List<Integer> expressions() {
        List<Integer> ids = new ArrayList<>();
        for (Node node : SampleCircuits.convolution(2, 5, 3, 6, 5).circuit().nodes()) {
            switch (node) {
                case Tensor t -> {
                }
                case Combine c -> ids.add(c.id());
                case Contract c -> ids.add(c.id());
                case AxisMap m -> ids.add(m.id());
                case View v -> ids.add(v.id());
            }
        }
        return ids;
    }

    /// Every expression of a convolution claimed to be off by 32 (a whole step of u) somewhere.
    @ParameterizedTest
    @MethodSource("expressions")
    void falseExpression(int node) {
        Attack attack = new Attack(SampleCircuits.convolution(2, 5, 3, 6, 5), SampleCircuits.input(10, 30, 3));
        boolean difference = attack.circuit().zeros().getFirst().node() == node;
        boolean quotient = attack.circuit().lookups().stream().anyMatch(l -> l.operands()[0] == node);
        attack.claims(node, 0, difference ? 0 : quotient ? 1 : 32);
        if (!difference) {
            attack.failsBut(Weakness.withoutClaimsOn(node), LINEAR);
        }
    }
}
