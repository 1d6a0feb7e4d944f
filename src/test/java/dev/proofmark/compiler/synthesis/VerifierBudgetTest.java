package dev.proofmark.compiler.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.argument.budget.Work;
import dev.proofmark.argument.budget.WorkBudget;
import dev.proofmark.circuit.Circuit;
import dev.proofmark.circuit.Tensor;
import dev.proofmark.circuit.TensorKind;
import dev.proofmark.circuit.build.RegistrationCircuit;
import dev.proofmark.circuit.codec.CircuitCodec;
import dev.proofmark.proving.proof.ProofPlan;
import dev.proofmark.testing.ModelFolder;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a key may cost its verifier leaves room for models sixteen times as large as the largest that are at hand: every count of
/// them, sixteen times, is within its limit. What is evaluated stays below what reading the proof costs, so its share leaves room too.
class VerifierBudgetTest {
    private static final int TIMES = 16;

    @ParameterizedTest
    @ValueSource(strings = {
        "real/blazeface-back-256", "real/mnist-cnn-cntk", "real/cifar10-lenet-deepprove", "real/nolicence/cifar10-allconv-biasfield",
        "real/nolicence/mnist-relu-9x200", "real/ultraface-rfb-320", "real/nolicence/ml4acopf-14", "ezkl/1l_softmax",
        "onnx-backend/light/light_inception_v2", "onnx-backend/light/light_squeezenet"
    })
    void leavesRoomForModelsSixteenTimesAsLarge(String name) {
        ModelFolder folder = ModelFolder.of(name);
        Circuit circuit = CircuitLowering.lower(ModelPrograms.program(folder), LoweringOptions.of(OutputVisibility.PUBLIC)).circuit();
        WorkBudget budget = WorkBudget.decoding(() -> {});
        byte[] encoded = CircuitCodec.encode(circuit);
        CircuitCodec.charge(circuit, encoded, budget);
        long weightRows = 0;
        for (Tensor t : circuit.tensors(TensorKind.WEIGHT)) {
            weightRows += circuit.layout(t).sentRows().length;
        }
        budget.charge(Work.POINT, weightRows);
        Optional<Circuit> registration = RegistrationCircuit.of(circuit, budget);
        assertThat(TIMES * budget.spent()).as("decoding").isLessThanOrEqualTo(WorkBudget.DECODING);
        assertThat(TIMES * encoded.length).as("bytes").isLessThanOrEqualTo(CircuitCodec.MAX_BYTES);
        check(ProofPlan.of(circuit));
        registration.map(ProofPlan::of).ifPresent(VerifierBudgetTest::check);
    }

    private static void check(ProofPlan plan) {
        assertThat(TIMES * plan.evaluation()).as("evaluating").isLessThanOrEqualTo(WorkBudget.EVALUATION);
        assertThat(plan.evaluation()).as("evaluating, beside %d operations for the proof's bytes", plan.paid()).isLessThan(plan.paid());
        assertThat(TIMES * plan.messages()).as("messages").isLessThanOrEqualTo(1 << 20);
        assertThat(TIMES * plan.pads()).as("pads").isLessThanOrEqualTo(1 << 16);
    }
}
