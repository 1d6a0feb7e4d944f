package dev.proofmark.compiler.graph;

/// A real function of one real variable. Downstream it becomes a table; nothing else about it is ever used.
///
/// Values come from `StrictMath`, so that every machine makes the same table. Outside of its domain a function gives NaN
/// or an infinity, as in IEEE arithmetic.
public sealed interface UnaryFunction permits ElementaryFunction, ParametricFunction {

    double apply(double x);

    /// A short name with parameters, such as `relu` or `clip(0.0, 6.0)`; equal functions have equal labels.
    String label();
}
