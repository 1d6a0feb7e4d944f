package dev.proofmark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelCasesTest {
    static java.util.List<String> names() {
        return NamedModels.ALL;
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNamedModelHasReadableTestData(String name) throws Exception {
        assumeThat(Files.isDirectory(NamedModels.root())).as("models at %s (-Dproofmark.models)", NamedModels.root()).isTrue();
        ModelCase model = ModelCases.read(NamedModels.root().resolve(name));
        assertThat(model.model()).isNotEmpty();
        assertThat(model.samples()).isNotEmpty().allSatisfy(sample -> {
            JsonNode body = JsonMapper.builder().build().readTree(sample.body("test"));
            assertThat(body.has("inputs") != body.has("input_data")).isTrue();
            assertThat(sample.expected()).isNotEmpty().allSatisfy(output -> assertThat(output).isNotEmpty());
        });
        assertThat(JsonMapper.builder().build().readTree(model.calibration()).path("samples").size())
                .isEqualTo(model.samples().size());
    }
}
