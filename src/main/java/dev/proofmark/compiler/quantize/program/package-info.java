/// The integer program: its operators, its meaning, its bounds.
///
/// A [QuantizedProgram] is a list of [Step]s, each an [IntegerOp] on earlier ones with a shape, a scale and a completeness
/// bound. [IntegerInterpreter] says what a program means; [IntervalAnalysis] bounds every value over all declared inputs;
/// [TableFunction] is what a lookup table holds. [ProgramBuilder] makes only programs whose shapes and bounds are right.
///
/// **Not here.** Where scales come from.
package dev.proofmark.compiler.quantize.program;
