/// The prover's side of a conversation: computes messages, hides them under pads, writes them. No verifier reaches this
/// package.
package dev.proofmark.argument.transcript.prover;
