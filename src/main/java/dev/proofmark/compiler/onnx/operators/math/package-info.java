/// Arithmetic, functions of one value, matrix products.
///
/// A product of two computed values is none of `MatMul`; element by element it is `Mul`. What ONNX has and the graph has not is
/// written with what the graph has: a maximum by rectification, a division by a product with reciprocals.
package dev.proofmark.compiler.onnx.operators.math;
