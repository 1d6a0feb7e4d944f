/// What a verifier can be made to do by bytes that it did not choose, counted before it is done.
///
/// A few bytes of key can ask for hours: a window over a million positions, a view under ten thousand claims. So every kind of
/// work has a price ([Work]), about what it costs in multiplications of the field, and a [WorkBudget] refuses what would go
/// beyond its limit before the work begins. Prices, and what is charged when, are part of the protocol (section 15 of
/// docs/protocol.md): all verifiers accept the same keys.
///
/// **Decoding** a key may take `WorkBudget.DECODING` operations: its bytes, parts, rows and points, and those of its
/// registration circuit.
/// **Verifying** has a part that the proof pays for with its own bytes and its key with its rows (messages, points,
/// generators), and a part that it does not: evaluating what the verifier knows, and walking the circuit. That second part
/// may take `WorkBudget.EVALUATION` operations, and at most `WorkBudget.allowance` of the first.
///
/// The same charges are where a verification learns that nobody waits for it any more.
package dev.proofmark.argument.budget;
