package dev.proofmark.compiler.graph;

import java.util.List;
import java.util.Objects;

/// One operator applied to values. Fully checked: the output's shape is what [Op#outputShape] infers.
///
/// @param origin which node of the source model it came from, for messages
public record Node(Origin origin, Op op, List<Value> inputs, Value output) {

    public Node {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(op, "op");
        inputs = List.copyOf(inputs);
        TensorShape inferred = op.outputShape(inputs.stream().map(Value::shape).toList());
        if (!inferred.equals(output.shape())) {
            throw new ShapeException(inferred.toString(), output.toString());
        }
    }

    public Value input(int index) {
        return inputs.get(index);
    }
}
