package dev.proofmark.compiler.accuracy;

import dev.proofmark.compiler.graph.DenseTensor;
import java.util.Map;

/// Something that evaluates the model in floating point.
public interface FloatReference extends AutoCloseable {

    /// Whose results they are, for the report.
    String name();

    /// @param inputs one tensor per input, in the bound shapes
    /// @return outputs by name, or an empty map where this sample could not be evaluated
    Map<String, DenseTensor> evaluate(Map<String, DenseTensor> inputs);

    @Override
    void close();
}
