/// Layers of neural networks: convolution, pooling, normalisation, softmax.
///
/// [WindowResolution] settles what windows leave open (`auto_pad`, `ceil_mode`) for convolution and pooling alike.
package dev.proofmark.compiler.onnx.operators.nn;
