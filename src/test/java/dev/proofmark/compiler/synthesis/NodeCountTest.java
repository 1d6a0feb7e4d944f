package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.circuit.AxisMap;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Combine;
import dev.proofmark.circuit.Contract;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.Node;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.compiler.quantize.program.IntegerOp;
import dev.proofmark.compiler.quantize.program.TableFunction;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/// What should be free is free: the number of nodes that cost messages.
class NodeCountTest {
    private static final List<Integer> ONE = List.of(1, 1);
    private static final List<Integer> NONE = List.of(0, 0);

    private static Circuit circuit(ToIntFunction<ProgramSketch> body, int... input) {
        ProgramSketch sketch = new ProgramSketch();
        sketch.input("x", IntegerRange.signed(4), input);
        sketch.output("y", body.applyAsInt(sketch));
        return CircuitLowering.lower(sketch.program(), LoweringOptions.of(OutputVisibility.PUBLIC)).circuit();
    }

    private static long count(Circuit circuit, Class<? extends Node> kind) {
        return circuit.nodes().stream().filter(kind::isInstance).count();
    }

    private static int weights(ProgramSketch sketch, int... lengths) {
        int size = 1;
        for (int length : lengths) {
            size *= length;
        }
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = i % 7 - 3;
        }
        return sketch.weights(values, 8, lengths);
    }

    @Test
    void aKernelOfOneTapNeedsNoWindows() {
        Circuit c = circuit(s -> s.convolution(0, weights(s, 5, 3, 1, 1), ONE, ONE, NONE, NONE, 1), 1, 3, 6, 6);
        assertThat(count(c, AxisMap.class)).isZero();
    }

    @Test
    void aKernelAsLongAsTheAxisNeedsNoWindows() {
        Circuit c = circuit(s -> s.convolution(0, weights(s, 5, 3, 6, 6), ONE, ONE, NONE, NONE, 1), 1, 3, 6, 6);
        assertThat(count(c, AxisMap.class)).isZero();
    }

    @Test
    void tilesOfAPowerOfTwoAreAView() {
        Circuit c = circuit(s -> s.convolution(0, weights(s, 5, 3, 2, 2), List.of(2, 2), ONE, NONE, NONE, 1), 1, 3, 6, 6);
        assertThat(count(c, AxisMap.class)).isZero();
    }

    @Test
    void depthwiseChannelsAreABatchLabel() {
        Circuit c = circuit(s -> s.convolution(0, weights(s, 3, 1, 3, 3), ONE, ONE, ONE, ONE, 3), 1, 3, 6, 6);
        assertThat(count(c, AxisMap.class)).isEqualTo(1);
        assertThat(count(c, Contract.class)).isEqualTo(1);
    }

    @Test
    void windowsOfBothAxesAreOneMapAndSwallowThePaddingBefore() {
        Circuit c = circuit(s -> {
            int padded = s.gather(s.gather(0, 2, -1, 0, 1, 2, 3, 4, 5, -1), 3, -1, 0, 1, 2, 3, 4, 5, -1);
            return s.convolution(padded, weights(s, 5, 3, 3, 3), ONE, ONE, NONE, NONE, 1);
        }, 1, 3, 6, 6);
        assertThat(c.nodes().stream().filter(AxisMap.class::isInstance).map(n -> (AxisMap) n)
                .filter(m -> m.shape().rank() == 6)).singleElement()
                .satisfies(m -> assertThat(c.node(m.operand())).isInstanceOf(dev.proofmark.circuit.Tensor.class));
    }

    @Test
    void aReshapeAcrossPowersOfTwoIsAView() {
        Circuit c = circuit(s -> s.reshape(0, 6, 32), 1, 6, 4, 8);
        assertThat(count(c, AxisMap.class)).isZero();
    }

    @Test
    void aReshapeMapsOnlyTheAxesThatItMust() {
        Circuit c = circuit(s -> s.reshape(0, 5, 9, 4), 5, 3, 3, 2, 2);
        assertThat(c.nodes()).filteredOn(AxisMap.class::isInstance).singleElement()
                .satisfies(n -> assertThat(((AxisMap) n).groups()).filteredOn(g -> g.mapped()).singleElement()
                        .satisfies(g -> assertThat(g.matrix().inputLengths()).containsExactly(3, 3)));
    }

    @Test
    void weightsOfAMatrixProductAreStoredByColumn() {
        Circuit c = circuit(s -> s.matMul(0, weights(s, 6, 5)), 1, 6);
        assertThat(c.tensors(TensorKind.WEIGHT)).singleElement()
                .satisfies(t -> assertThat(t.shape().lengths()).containsExactly(5, 6));
        assertThat(c.nodes()).filteredOn(Contract.class::isInstance).singleElement()
                .satisfies(n -> assertThat(c.node(((Contract) n).b()).shape().lengths()).containsExactly(5, 6));
    }

    @Test
    void limbsOfWeightsAreStoredByColumnToo() {
        Circuit c = circuit(s -> {
            int w = s.combination(0, new IntegerOp.Term(1, weights(s, 6, 5)), new IntegerOp.Term(256, weights(s, 6, 5)));
            return s.matMul(0, w);
        }, 1, 6);
        assertThat(c.tensors(TensorKind.WEIGHT)).hasSize(2)
                .allSatisfy(t -> assertThat(t.shape().lengths()).containsExactly(5, 6));
    }

    @Test
    void combinationsOfCombinationsAreOne() {
        Circuit c = circuit(s -> {
            int once = s.combination(3, new IntegerOp.Term(2, 0), new IntegerOp.Term(1, weights(s, 6)));
            return s.requantize(s.combination(1, new IntegerOp.Term(-2, once), new IntegerOp.Term(5, 0)), 3, TableFunction.rectifier(8));
        }, 1, 6);
        assertThat(c.lookups()).anySatisfy(l -> assertThat(c.node(l.operands()[0]))
                .isInstanceOfSatisfying(Combine.class, k -> assertThat(k.terms()).hasSize(3)));
    }

    @Test
    void aTablesResultIsStatedInPlaceOfTheWitness() {
        Circuit c = circuit(s -> s.reshape(s.requantize(0, 1, TableFunction.rectifier(6)), 3, 2), 1, 6);
        assertThat(c.zeros()).isEmpty();
        assertThat(c.tensors(TensorKind.WITNESS)).hasSize(1);
        assertThat(c.outputs().getFirst().shape().lengths()).containsExactly(3, 2);
    }

    @Test
    void oneTensorUnderTwoNamesIsStatedTwice() {
        ProgramSketch s = new ProgramSketch();
        int y = s.requantize(s.input("x", IntegerRange.signed(4), 6), 1, TableFunction.rectifier(6));
        s.output("a", y).output("b", y);
        LoweredCircuit lowered = CircuitLowering.lower(s.program(), LoweringOptions.of(OutputVisibility.PUBLIC));
        assertThat(lowered.circuit().tensors(TensorKind.PUBLIC)).hasSize(2);
        assertThat(lowered.circuit().zeros()).hasSize(1);
        LoweredRun.check(s.program(), lowered, java.util.Map.of("x", new long[] {-8, -1, 0, 1, 5, 7}), "twice");
    }

    @Test
    void unusedStepsLeaveNoTrace() {
        Circuit c = circuit(s -> {
            s.requantize(s.matMul(0, weights(s, 6, 5)), 3, TableFunction.rectifier(9));
            return s.combination(1, new IntegerOp.Term(1, 0));
        }, 1, 6);
        assertThat(c.tensors(TensorKind.WEIGHT)).isEmpty();
        assertThat(c.tables()).hasSize(1);
    }

    @Test
    void rangesThatFollowFromWeightsAreRoundedToPowersOfTwo() {
        Circuit c = circuit(s -> s.matMul(0, weights(s, 6, 5)), 1, 6);
        IntegerRange range = c.outputs().getFirst().range();
        assertThat(range).isEqualTo(c.tensors(TensorKind.PUBLIC).getFirst().range()).isEqualTo(IntegerRange.signed(9));
    }
}
