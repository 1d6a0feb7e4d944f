/// From a model to a plan: ONNX bytes to a graph, a quantised integer program and a circuit.
///
/// What a model's author or user got wrong is a [ModelRejectedException][dev.proofmark.compiler.ModelRejectedException] with
/// every [ModelProblem][dev.proofmark.compiler.ModelProblem] found, each with a code, the node, and what was expected and
/// what came instead.
package dev.proofmark.compiler;
