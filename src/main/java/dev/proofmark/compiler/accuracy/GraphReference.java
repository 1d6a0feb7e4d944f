package dev.proofmark.compiler.accuracy;

import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.FloatInterpreter;
import dev.proofmark.compiler.graph.Graph;
import java.util.Map;

/// The imported graph in double precision.
public record GraphReference(Graph graph) implements FloatReference {

    @Override
    public String name() {
        return "imported graph in double precision";
    }

    @Override
    public Map<String, DenseTensor> evaluate(Map<String, DenseTensor> inputs) {
        return FloatInterpreter.evaluate(graph, inputs);
    }

    @Override
    public void close() {
        // Holds nothing that needs closing.
    }
}
