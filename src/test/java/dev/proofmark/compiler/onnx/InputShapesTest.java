package dev.proofmark.compiler.onnx;

import static dev.proofmark.compiler.onnx.ImportReportTest.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.ProblemCode;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Symbolic axes: the option, then calibration, then the same symbol elsewhere, then one.
class InputShapesTest {

    private static final ModelSource TWO_INPUTS = new OnnxModelBuilder(13)
            .input("x", "batch", 3, "width")
            .input("z", "batch", 3, 1)
            .node("Add", List.of("x", "z"), "y")
            .output("y")
            .source();

    private static List<Integer> shape(ImportOptions options, int input) {
        Graph graph = OnnxImporter.importModel(TWO_INPUTS, options);
        return graph.inputs().get(input).value().shape().toList();
    }

    @Test
    void unboundAxesAreOne() {
        assertThat(shape(ImportOptions.defaults(), 0)).containsExactly(1, 3, 1);
    }

    @Test
    void theOptionComesBeforeCalibration() {
        ImportOptions options = ImportOptions.defaults()
                .withShapes(Map.of("x", List.of(2, 3, 5)))
                .withCalibrationShapes(Map.of("x", List.of(4, 3, 7)));
        assertThat(shape(options, 0)).containsExactly(2, 3, 5);
    }

    @Test
    void calibrationBindsWhereItAgreesWithFixedAxes() {
        assertThat(shape(ImportOptions.defaults().withCalibrationShapes(Map.of("x", List.of(4, 3, 7))), 0))
                .containsExactly(4, 3, 7);
        assertThat(shape(ImportOptions.defaults().withCalibrationShapes(Map.of("x", List.of(84))), 0))
                .containsExactly(1, 3, 1);
        assertThat(shape(ImportOptions.defaults().withCalibrationShapes(Map.of("x", List.of(4, 9, 7))), 0))
                .containsExactly(1, 3, 1);
    }

    @Test
    void theSameSymbolHasTheSameLength() {
        assertThat(shape(ImportOptions.defaults().withShapes(Map.of("x", List.of(6, 3, 1))), 1)).containsExactly(6, 3, 1);
    }

    @Test
    void contradictionsAndUnknownNamesAreRefused() {
        assertThat(problems(TWO_INPUTS, ImportOptions.defaults().withShapes(Map.of("x", List.of(2, 4, 5)))))
                .anySatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_OPTION);
                    assertThat(problem.expected()).isEqualTo("[batch,3,width]");
                    assertThat(problem.actual()).isEqualTo("[2, 4, 5]");
                });
        assertThat(problems(TWO_INPUTS, ImportOptions.defaults().withShapes(Map.of("q", List.of(1)))))
                .anySatisfy(problem -> assertThat(problem.expected()).contains("x, z"));
        assertThat(problems(TWO_INPUTS, ImportOptions.defaults().withShapes(Map.of("x", List.of(0, 3, 1)))))
                .anySatisfy(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.LIMIT_EXCEEDED));
        assertThat(problems(TWO_INPUTS, ImportOptions.defaults().withShapes(Map.of("x", List.of(1 << 30, 3, 1 << 30)))))
                .anySatisfy(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.LIMIT_EXCEEDED));
    }

    @Test
    void initializersThatAreListedAsInputsAreNone() {
        ModelSource source = new OnnxModelBuilder(6)
                .input("x", 1, 2)
                .input("w", 2, 2)
                .weights("w", List.of(2L, 2L), 1, 2, 3, 4)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y")
                .source();
        assertThat(OnnxImporter.importModel(source, ImportOptions.defaults()).inputs())
                .extracting(Graph.Input::name).containsExactly("x");
    }
}
