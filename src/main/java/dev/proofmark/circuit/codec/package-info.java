/// The one encoding of circuits: canonical, versioned, length-checked. Its bytes are part of the key's digest.
///
/// [CircuitReader] builds what it reads through [CircuitBuilder][dev.proofmark.circuit.build.CircuitBuilder], so that every
/// decoded circuit keeps the rules; no allocation exceeds what the bytes present could fill.
package dev.proofmark.circuit.codec;
