/// From a model to a plan: ONNX bytes to a graph, a quantised integer program and a circuit.
///
/// [ModelCompiler][dev.proofmark.compiler.ModelCompiler] is the only door: model, [CompileOptions][dev.proofmark.compiler.CompileOptions]
/// and [CalibrationData][dev.proofmark.compiler.CalibrationData] in, a [CompiledModel][dev.proofmark.compiler.CompiledModel] out. Of
/// that, [CompiledPlan][dev.proofmark.compiler.CompiledPlan] is stored: it turns a client's inputs into the integers that are
/// proven and proven integers into outputs. An input that does not fit is an
/// [InputRejectedException][dev.proofmark.compiler.InputRejectedException], which never tells the value.
///
/// What a model's author or user got wrong is a [ModelRejectedException][dev.proofmark.compiler.ModelRejectedException] with
/// every [ModelProblem][dev.proofmark.compiler.ModelProblem] found, each with a code, the node, and what was expected and
/// what came instead. [OperatorForms][dev.proofmark.compiler.OperatorForms] tells which operators a model may consist of. `inspect` finds them before any work is queued: all that follow from model, options and calibration where
/// quantising and lowering is quick, all but those of integers and circuits where it is not.
package dev.proofmark.compiler;
