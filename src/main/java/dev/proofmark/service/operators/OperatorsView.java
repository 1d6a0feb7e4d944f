package dev.proofmark.service.operators;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.proofmark.compiler.OperatorForm;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operators in an answer.
@Schema(name = "Operators", description = "The ONNX operators that a model may consist of")
record OperatorsView(
        @Schema(description = "The domain of them all", example = "ai.onnx") String domain,
        @Schema(description = "One entry for each operator and range of opsets, by name and opset") List<Form> operators) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Operator", description = "One operator over a range of opsets")
    record Form(
            @Schema(description = "Its name", example = "Clip") String name,
            @Schema(description = "The first opset", example = "1") int since,
            @Schema(description = "The last opset; absent where the newest is", example = "10") @Nullable Integer until,
            @Schema(description = "The least number of inputs", example = "1") int leastInputs,
            @Schema(description = "The largest number of inputs; absent for any", example = "3") @Nullable Integer mostInputs,
            @Schema(description = "The attributes that are understood; any other is refused") List<Attribute> attributes,
            @Schema(description = "What is asked of operands", example = "[\"constant lower bound\"]") List<String> notes) {}

    @Schema(name = "OperatorAttribute", description = "An attribute that is understood")
    record Attribute(
            @Schema(description = "Its name", example = "auto_pad") String name,
            @Schema(description = "Its kind in ONNX, in lower case", example = "string") String type,
            @Schema(description = "Whether it must be given", example = "false") boolean required,
            @Schema(description = "The values that are understood; empty for all", example = "[\"NOTSET\", \"VALID\"]") List<
                    String> accepted) {}

    static OperatorsView of(List<OperatorForm> forms) {
        return new OperatorsView("ai.onnx", forms.stream()
                .map(form -> new Form(form.name(), form.since(), number(form.until()), form.leastInputs(),
                        number(form.mostInputs()), form.attributes().stream().map(OperatorsView::attribute).toList(), form.notes()))
                .toList());
    }

    private static Attribute attribute(OperatorForm.Attribute attribute) {
        return new Attribute(attribute.name(), attribute.type(), attribute.required(), attribute.accepted());
    }

    private static Integer number(java.util.OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
