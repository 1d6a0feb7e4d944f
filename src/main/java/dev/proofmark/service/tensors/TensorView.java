package dev.proofmark.service.tensors;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tensor in an answer: its shape and its elements as one flat list, the last axis running fastest.
@Schema(name = "Tensor", description = "A tensor's shape and elements")
public record TensorView(
        @Schema(description = "Its axes' lengths", example = "[1, 3]") List<Integer> shape,
        @Schema(description = "Its elements as one flat list, the last axis running fastest",
                example = "[0.1, 0.7, 0.2]") double[] values) {

    /// Tensors by name, as they are kept in a column.
    public static final class ByName extends LinkedHashMap<String, TensorView> {}

    public static Map<String, TensorView> of(Map<String, Tensor> tensors) {
        Map<String, TensorView> views = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> views.put(name, new TensorView(tensor.shape(), tensor.values())));
        return views;
    }
}
