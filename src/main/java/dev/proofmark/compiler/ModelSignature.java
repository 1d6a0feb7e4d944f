package dev.proofmark.compiler;

import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.quantize.program.InputGrid;
import dev.proofmark.compiler.quantize.program.RealRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model takes and gives, with all axes bound.
public record ModelSignature(List<Input> inputs, List<Output> outputs) {

    /// @param range the values that are accepted, both ends included
    public record Input(String name, ElementType type, TensorShape shape, RealRange range) {}

    public record Output(String name, ElementType type, TensorShape shape) {}

    public ModelSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// The same with the ranges that remain where inputs are rounded that way: what any of an input's elements accepts.
    ModelSignature accepting(Map<String, InputGrid> grids) {
        return new ModelSignature(inputs.stream().map(input -> {
            InputGrid grid = grids.get(input.name());
            return new Input(input.name(), input.type(), input.shape(), grid.accepted(input.range(), grid.coarsest()));
        }).toList(), outputs);
    }

    public Optional<Input> input(String name) {
        return inputs.stream().filter(input -> input.name().equals(name)).findFirst();
    }
}
