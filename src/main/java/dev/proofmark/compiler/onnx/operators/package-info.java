/// All ONNX operators that the importer knows, by family.
///
/// **Adding an operator** that can be written with the operators of the [graph][dev.proofmark.compiler.graph.Op]:
///
/// 1. A file in its family's package: `operators()` returns an [Operator][dev.proofmark.compiler.onnx.node.Operator] per form
///    (opset range, inputs, attributes, rules for operands), made by `Operator.named(..)` and ended by `translatedBy(..)`. What is
///    not listed is refused, so list every attribute that the ONNX document has, with the accepted values; one that means no or
///    yes is a `flag`. What is unsupported is refused by attributes and rules, which are checked behind refused nodes too; a
///    translator refuses what makes no sense (shapes that do not fit), with
///    [Translation#reject][dev.proofmark.compiler.onnx.node.Translation#reject].
/// 2. A line in the family's table (`MathFamily` and so on).
/// 3. `./mvnw test -Dtest=OperatorsDocumentTest -Dproofmark.docs.write=true` writes docs/operators.md. README's count of operators
///    is compared with the table: the failure gives the number.
/// 4. `./mvnw test -Dtest=OperatorProofTest,OperatorCasesTest,RandomNodeFuzzTest` takes the operator up by itself. The first proves
///    a use of every attribute; where it finds no valid use, its sampler lacks a shape or a list, and says so. The second runs
///    ONNX's own cases, where the folder of models is.
///
/// `BlockOperators` is an example of a whole file.
///
/// An operator that the graph lacks needs a record of [Op][dev.proofmark.compiler.graph.Op] first: javac then names every
/// exhaustive switch (shape, reference, quantisation) that wants a case.
///
/// Families do not import one another, nor the table.
package dev.proofmark.compiler.onnx.operators;
