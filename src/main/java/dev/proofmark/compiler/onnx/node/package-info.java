/// One node: what the operator table says of it and what its translation works with.
///
/// An [Operator] is a form (arity, attributes, rules for operands) and a translator. [NodeUse] is a node with what is known
/// of its operands, resolved or not: all that a rule may look at. [Translation] is the same node with all operands resolved: all
/// that a translator needs, from attributes to new graph nodes.
package dev.proofmark.compiler.onnx.node;
