/// A neural network as a graph of few operators with one meaning each.
///
/// **Problem.** ONNX has some two hundred operators, each with defaults, optional inputs and meanings that changed between
/// operator sets. Quantisation should see none of that.
///
/// **Types.** A [Graph][dev.proofmark.compiler.graph.Graph] holds named inputs, constants, nodes in topological order, and
/// outputs. A [Node][dev.proofmark.compiler.graph.Node] applies one [Op][dev.proofmark.compiler.graph.Op] to
/// [Value][dev.proofmark.compiler.graph.Value]s and has one output. Every shape is static. Real arithmetic is double
/// precision throughout, whatever element type the model declares: weights in single precision are exact in it.
///
/// **Operators.** `MatMul`, `Convolution`, `Add`, `Subtract`, `Multiply`, `Unary`, `MaxPool`, `AveragePool`, `Softmax`,
/// `ReduceSum`, and those that only move elements: `Reshape`, `Transpose`, `Slice`, `Select`, `Pad`, `Concat`. Batch
/// normalisation is folded into weights or written as a product and a sum; a division is a product with reciprocals.
///
/// **Invariants.** A graph, a node, a window is valid once constructed: shapes are inferred and compared, value names are
/// unique, nothing is read before it is defined.
///
/// **Reference.** [FloatInterpreter][dev.proofmark.compiler.graph.FloatInterpreter] says what a graph means. Constant folding,
/// calibration and the accuracy of everything downstream are measured against it.
///
/// **Not here.** Element types other than as a declaration, dynamic shapes, control flow, training.
package dev.proofmark.compiler.graph;
