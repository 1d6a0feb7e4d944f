/// Comparisons, logic and selection.
///
/// On constants only: shape arithmetic of exporters needs them. [ConstantFolding][dev.proofmark.compiler.onnx.node.ConstantFolding]
/// evaluates them.
package dev.proofmark.compiler.onnx.operators.logic;
