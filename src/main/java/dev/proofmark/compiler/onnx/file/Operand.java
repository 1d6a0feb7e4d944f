package dev.proofmark.compiler.onnx.file;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.compiler.graph.Value;
import java.util.Optional;

/// What an ONNX value name stands for while a model is translated.
public sealed interface Operand {

    boolean dependsOnInput();

    /// Empty where it is not known.
    Optional<ElementType> elementType();

    /// A value that is known now: an initializer, or folded. Integers up to 2^53 are exact.
    record Constant(String name, ElementType type, DenseTensor tensor) implements Known {
        @Override
        public TensorShape shape() {
            return tensor.shape();
        }

        @Override
        public boolean dependsOnInput() {
            return false;
        }
    }

    /// A value that depends on the model's input.
    record Computed(ElementType type, Value value) implements Known {
        @Override
        public TensorShape shape() {
            return value.shape();
        }

        @Override
        public boolean dependsOnInput() {
            return true;
        }
    }

    /// A value of a node that could not be translated; a problem is on record.
    record Unresolved(boolean dependsOnInput, Optional<ElementType> elementType) implements Operand {}

    /// A value of known type and shape.
    sealed interface Known extends Operand permits Constant, Computed {
        ElementType type();

        TensorShape shape();

        @Override
        default Optional<ElementType> elementType() {
            return Optional.of(type());
        }
    }
}
