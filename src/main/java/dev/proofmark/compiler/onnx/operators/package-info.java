/// All ONNX operators that the importer knows, by family.
///
/// **Adding an operator** that can be written with the operators of the [graph][dev.proofmark.compiler.graph.Op]:
///
/// 1. A file in its family's package: `operators()` returns an [Operator][dev.proofmark.compiler.onnx.node.Operator] per form
///    (opset range, inputs, attributes, rules for operands), made by `Operator.named(..)` and ended by `translatedBy(..)`. What is
///    not listed is refused, so list every attribute that the ONNX document has, with the accepted values. A translator
///    refuses nothing as unsupported: that is for attributes and rules, which are checked behind refused nodes too.
/// 2. A line in the family's table (`MathFamily` and so on).
/// 3. `./mvnw test -Dtest=OperatorsDocumentTest -Dproofmark.docs.write=true` writes docs/operators.md. `OperatorCasesTest` and
///    `RandomNodeFuzzTest` take the new operator up by themselves.
///
/// An operator that the graph lacks needs a record of [Op][dev.proofmark.compiler.graph.Op] first: javac then names every
/// exhaustive switch (shape, reference, quantisation) that wants a case.
///
/// Families do not import one another, nor the table.
package dev.proofmark.compiler.onnx.operators;
