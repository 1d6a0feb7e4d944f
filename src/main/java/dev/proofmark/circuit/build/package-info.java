/// From parts to a circuit that keeps the rules.
///
/// [CircuitBuilder] is the only way to a [Circuit][dev.proofmark.circuit.Circuit]: compiler and decoder use the same. The
/// [RegistrationCircuit] of a circuit looks its weights up in their declared ranges.
package dev.proofmark.circuit.build;
