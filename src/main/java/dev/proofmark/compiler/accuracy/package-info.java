/// How far the integer program is from the floating-point model, measured and never assumed.
///
/// The reference is onnxruntime on the uploaded file ([OnnxRuntimeReference]); where its native library does not load, or
/// cannot run the file, it is our own double-precision interpreter of the imported graph ([GraphReference]), and the
/// report says so. The other side is [IntegerInterpreter][dev.proofmark.compiler.quantize.program.IntegerInterpreter], which the
/// circuit agrees with bit for bit.
///
/// onnxruntime is native code, and an uploaded model is hostile: it may crash the process that loads it, take all its memory
/// or never end. So it runs in a child process, one per compilation:
///
/// ```
/// OnnxRuntimeReference -> RuntimeProcess == RuntimeMessages over pipes == RuntimeMain -> OnnxRuntimeSession
/// ```
///
/// Invariants: the service's process never loads the native library; whatever the child does, the caller gets an answer
/// within [RuntimeCommand]'s time; the child gets no environment variable that may hold a secret; model and samples go
/// through pipes and not to a disk; nothing remains of the child, neither process nor file. A separate process is not a
/// sandbox: it runs as the same user.
package dev.proofmark.compiler.accuracy;
