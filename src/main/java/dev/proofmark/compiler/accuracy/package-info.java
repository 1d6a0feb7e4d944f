/// How far the integer program is from the floating-point model, measured and never assumed.
///
/// The reference is onnxruntime on the uploaded file ([OnnxRuntimeReference]); where its native library does not load, or
/// cannot run the file, it is our own double-precision interpreter of the imported graph ([GraphReference]), and the
/// report says so. The other side is [IntegerInterpreter][dev.proofmark.compiler.quantize.IntegerInterpreter], which the
/// circuit agrees with bit for bit.
package dev.proofmark.compiler.accuracy;
