/// `/v1/operators`: the ONNX operators that a model may consist of.
///
/// The rows are the compiler's own, from the table that every node of an upload is checked against; `docs/operators.md` is
/// made of the same.
package dev.proofmark.service.operators;
