package dev.proofmark.service.tensors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model takes and gives.
public record Signature(List<Port> inputs, List<Port> outputs) {
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// One input or output.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Port", description = "One input or output of a model")
    public record Port(
            @Schema(description = "The name in the model", example = "applicant") String name,
            @Schema(description = "The model's element type", example = "float32") String type,
            @Schema(description = "Its axes' lengths", example = "[1, 4]") List<Integer> shape,
            @Schema(description = "Lowest and highest value: admitted, for an input; possible, for an output of a"
                    + " registered model", example = "[-1.5, 7.0]") @Nullable List<Double> range,
            @Schema(description = "What is admitted at every index of one axis, where indexes are rounded differently and that"
                    + " is less than the range") @Nullable AxisRanges ranges) {
        public Port(String name, String type, List<Integer> shape, List<Double> range) {
            this(name, type, shape, range, null);
        }

        public Port {
            shape = List.copyOf(shape);
            range = range == null ? null : List.copyOf(range);
        }

        /// Lowest and highest value that is admitted at an element.
        List<Double> rangeAt(int element) {
            if (ranges == null) {
                return range;
            }
            int inner = 1;
            for (int a = ranges.axis() + 1; a < shape.size(); a++) {
                inner *= shape.get(a);
            }
            return ranges.byIndex().get(element / inner % shape.get(ranges.axis()));
        }
    }

    /// A range for every index of an axis.
    @Schema(name = "AxisRanges", description = "Lowest and highest admitted value for every index of one axis")
    public record AxisRanges(
            @Schema(description = "The axis, counted from 0", example = "1") int axis,
            @Schema(description = "Lowest and highest admitted value for each index of the axis",
                    example = "[[0.0, 120.0], [-5.0, 250000.0]]") List<List<Double>> byIndex) {
        public AxisRanges {
            byIndex = List.copyOf(byIndex);
        }
    }
}
