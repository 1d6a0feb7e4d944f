package dev.proofmark.compiler.onnx;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Value;

/// What an ONNX value name stands for while a model is translated.
sealed interface Operand {

    /// A value that is known now: an initializer, or folded. Integers up to 2^53 are exact.
    record Constant(String name, ElementType type, DenseTensor tensor) implements Known {
        @Override
        public TensorShape shape() {
            return tensor.shape();
        }
    }

    /// A value that depends on the model's input.
    record Computed(ElementType type, Value value) implements Known {
        @Override
        public TensorShape shape() {
            return value.shape();
        }
    }

    /// A value of a node that could not be translated; its problem is on record.
    record Unresolved(boolean dependsOnInput) implements Operand {}

    /// A value of known type and shape.
    sealed interface Known extends Operand permits Constant, Computed {
        ElementType type();

        TensorShape shape();
    }
}
