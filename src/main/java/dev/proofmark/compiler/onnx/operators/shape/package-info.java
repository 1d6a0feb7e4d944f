/// Operators that make constants, or move and select elements without computing.
///
/// They cost nothing in a proof but views of what is there: index maps, no committed values.
package dev.proofmark.compiler.onnx.operators.shape;
