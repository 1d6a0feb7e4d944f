/// ONNX bytes to a [Graph][dev.proofmark.compiler.graph.Graph].
///
/// **Problem.** A model file is untrusted, comes from any exporter of the last eight years, and says much by omission.
///
/// **Way.** The file is scanned for its number of parts, then parsed; names and order are checked and what no output needs is
/// dropped; input axes are bound; then node after node is compared with the operator table and translated. An operator whose operands are all known is evaluated instead of translated: shape arithmetic, weights in
/// `Constant` nodes and transposed weights need nothing else. At last constant affine maps are folded into weights.
///
/// **Rooms**, each importing only those before it:
///
/// | package              | what it is                                                      |
/// |----------------------|-----------------------------------------------------------------|
/// | `file`               | untrusted bytes to checked parts                                |
/// | `node`               | one node, the form of an operator, its translation              |
/// | `operators.logic`    | comparisons and logic, on constants                             |
/// | `operators.math`     | arithmetic, functions of one value, matrix products             |
/// | `operators.nn`       | layers of neural networks                                       |
/// | `operators.reduction` | sums, means, extremes along axes                               |
/// | `operators.shape`    | constants; moving and selecting elements                        |
/// | `operators`          | the table of all; how to add one                                |
/// | `onnx`               | the walk over a model                                           |
///
/// **Operator table.** One file per operator or a few akin. Each entry says for which opsets it is, how many inputs and outputs it
/// has, which attributes it understands and what it asks of its operands; an attribute that is not listed is refused, because
/// ignoring it may change the meaning. Opsets 1 to 28 of `ai.onnx`.
///
/// **Errors.** [ModelRejectedException][dev.proofmark.compiler.ModelRejectedException] with all problems at once, in the order
/// of the nodes. A node that cannot be translated leaves its outputs unresolved and the walk goes on: of an unresolved value
/// it is still known whether it depends on the input, and mostly its type. The table's rules need no more than that, and
/// translators refuse nothing as unsupported, so every unsupported node, attribute and type is named whatever stands before
/// it. Shapes that do not fit are only reported where all shapes are known; what a model declares of its inner values is
/// believed for the type of a refused node's result alone. The bodies of control flow are checked like the graph around them.
///
/// **Invariants.** Sizes are bounded before memory is taken, in elements of one tensor, of all constants, of all computed
/// values, and in work. No file is opened because a model names it. Names from the file are shortened in messages.
///
/// **Not here.** Control flow, sequences, strings, quantised types, training, model-local functions.
package dev.proofmark.compiler.onnx;
