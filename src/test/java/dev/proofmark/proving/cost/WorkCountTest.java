package dev.proofmark.proving.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.argument.lookup.prover.FractionTree;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.proving.proof.LeafClaimsReduction;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.proving.proof.ProofWalk;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Work is counted exactly, and of the circuit alone.
class WorkCountTest {
    private static WorkUnits work(Sample sample) {
        return WorkCount.of(sample.circuit(), sample.program(), ProofPlan.of(sample.circuit()));
    }

    private static Sample mlp(int inputs, int hidden) {
        return SampleCircuits.mlp(inputs, hidden, 4, 5, 1);
    }

    @Test
    void everyMessageOfThePlanIsCountedAndNoOther() {
        for (Sample sample : new Sample[] {mlp(10, 7), SampleCircuits.convolution(2, 9, 3, 4, 1), SampleCircuits.forms()}) {
            ProofPlan plan = ProofPlan.of(sample.circuit());
            assertThat(work(sample).units(Operation.MESSAGE)).isEqualTo(plan.messages());
        }
    }

    @Test
    void unitsAreThoseOfTheCircuit() {
        Sample sample = mlp(10, 7);
        Circuit circuit = sample.circuit();
        ProofPlan plan = ProofPlan.of(circuit);
        WorkUnits work = work(sample);
        assertThat(work.units(Operation.MULTIPLY_ADD)).as("seven rows of ten are too short").isZero();
        assertThat(work.units(Operation.LONE_MULTIPLY_ADD)).isEqualTo(7 * 10 + 4 * 7);
        assertThat(work.units(Operation.LEAF)).isEqualTo(FractionTree.storedLeaves(LeafClaimsReduction.layout(circuit)));
        assertThat(work.units(Operation.GRINDING)).isEqualTo(ProofWalk.GRIND);
        assertThat(work.units(Operation.STAGE)).isEqualTo(ProofStage.values().length);
        int rows = 0;
        for (TensorKind kind : TensorKind.values()) {
            rows += kind.perProof() ? circuit.tensors(kind).stream().mapToInt(t -> circuit.layout(t).sentRows().length).sum() : 0;
        }
        assertThat(work.units(Operation.ROW)).isEqualTo(rows);
        int padRows = plan.padRows(circuit);
        assertThat(work.units(Operation.RANDOM_ELEMENT)).as("rows, pads with blindings, final pads, product, masks, nonces")
                .isEqualTo(rows + padRows * (circuit.columns() + 1) + plan.finalPads() + 1
                        + 3 + circuit.columns() + plan.finalPads() + 2 + 5);
    }

    @Test
    void everyWeightIsPassedOverTwice() {
        Sample sample = mlp(64, 32);
        long weights = sample.circuit().tensors(TensorKind.WEIGHT).stream().map(Tensor::shape).mapToLong(s -> s.paddedSize()).sum();
        assertThat(work(sample).units(Operation.FOLDED_CELL)).isGreaterThanOrEqualTo(64 * 32 + 32 * 4);
        assertThat(work(sample).units(Operation.OPENED_CELL)).isGreaterThanOrEqualTo(weights);
    }

    @Test
    void aLargerCircuitIsMoreWorkAndCostsMore() {
        WorkUnits small = work(mlp(16, 8));
        WorkUnits large = work(mlp(64, 128));
        for (Operation operation : new Operation[] {Operation.MULTIPLY_ADD, Operation.ROW_ADDITION, Operation.LEAF,
            Operation.FOLDED_CELL, Operation.OPENED_CELL, Operation.RANDOM_ELEMENT}) {
            assertThat(large.units(operation)).as("%s", operation).isGreaterThan(small.units(operation));
        }
        assertThat(FixedCosts.COSTS.seconds(large)).isGreaterThan(FixedCosts.COSTS.seconds(small));
    }

    @Test
    void theStagesAddUpToTheWhole() {
        Sample sample = SampleCircuits.convolution(2, 9, 3, 4, 1);
        Map<ProofStage, WorkUnits> stages = WorkCount.stages(sample.circuit(), sample.program(), ProofPlan.of(sample.circuit()));
        assertThat(stages).containsOnlyKeys(ProofStage.values());
        assertThat(stages.values().stream().reduce(WorkUnits.NONE, WorkUnits::plus)).isEqualTo(work(sample));
        assertThat(stages.get(ProofStage.LOOKUPS).units(Operation.LEAF)).isEqualTo(work(sample).units(Operation.LEAF));
        assertThat(stages.get(ProofStage.LAYERS).units(Operation.MATRIX_ENTRY)).isPositive();
        assertThat(stages.get(ProofStage.OPENING).units(Operation.MERGED_CELL)).isPositive();
    }

    /// Other weights, the same circuit.
    @Test
    void valuesDoNotMatter() {
        assertThat(work(SampleCircuits.mlp(10, 7, 4, 5, 1))).isEqualTo(work(SampleCircuits.mlp(10, 7, 4, 5, 2)));
    }
}
