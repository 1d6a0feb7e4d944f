/// Untrusted bytes to checked parts: the model file, its tensors, external data, element types.
///
/// The file's parts are counted on the wire ([WireScan]) before anything is parsed. Every constant is read within
/// [ImportLimits] and paid from one [ConstantBudget] before it is allocated. What is wrong is collected in [Problems], in the
/// model's own words, and the reading goes on.
package dev.proofmark.compiler.onnx.file;
