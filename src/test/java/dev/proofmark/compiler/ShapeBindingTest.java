package dev.proofmark.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.testing.ModelFolder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How a symbolic batch axis gets its length.
class ShapeBindingTest {

    private final ModelFolder folder = ModelFolder.of("real/nolicence/fraud-mlp");
    private final DenseTensor rows = folder.samples().getFirst().inputs().get("X");

    @Test
    void fromCalibrationByShape() {
        assertThat(shape(CompileOptions.defaults(), ModelInputs.named(Map.of("X", rows)))).isEqualTo(TensorShape.of(4, 30));
    }

    @Test
    void fromCalibrationByTheLengthOfAFlatList() {
        DenseTensor flat = DenseTensor.vector(rows.values());
        assertThat(shape(CompileOptions.defaults(), ModelInputs.ordered(List.of(flat)))).isEqualTo(TensorShape.of(4, 30));
        DenseTensor one = DenseTensor.vector(java.util.Arrays.copyOf(rows.values(), 30));
        assertThat(shape(CompileOptions.defaults(), ModelInputs.ordered(List.of(one)))).isEqualTo(TensorShape.of(1, 30));
    }

    @Test
    void theOptionComesFirst() {
        CompileOptions options = CompileOptions.defaults().withShapes(Map.of("X", List.of(2, 30)));
        DenseTensor flat = DenseTensor.vector(java.util.Arrays.copyOf(rows.values(), 60));
        assertThat(shape(options, ModelInputs.ordered(List.of(flat)))).isEqualTo(TensorShape.of(2, 30));
    }

    private TensorShape shape(CompileOptions options, ModelInputs sample) {
        return ModelCompiler.inspect(folder.source(), options, new CalibrationData(List.of(sample)))
                .signature()
                .input("X")
                .orElseThrow()
                .shape();
    }
}
