package dev.proofmark.service.tensors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// What a model takes and gives.
public record Signature(List<Port> inputs, List<Port> outputs) {
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// One input or output.
    ///
    /// @param type the model's element type
    /// @param range lowest and highest value: admitted, for an input; possible, for an output of a registered model
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Port", description = "One input or output of a model")
    public record Port(
            String name,
            @Schema(example = "float32") String type,
            @Schema(example = "[1, 4]") List<Integer> shape,
            @Schema(description = "lowest and highest value: admitted, for an input; possible, for an output of a"
                    + " registered model", example = "[-1.5, 7.0]") List<Double> range) {
        public Port {
            shape = List.copyOf(shape);
            range = range == null ? null : List.copyOf(range);
        }
    }
}
