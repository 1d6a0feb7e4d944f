/// Sums, means, extremes along axes.
///
/// A maximum along axes is a pooling over one window; what is only known for constants is marked so by its rules.
package dev.proofmark.compiler.onnx.operators.reduction;
