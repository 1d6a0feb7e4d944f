/// The prover's side of the opening: what [OpeningMessages][dev.proofmark.argument.commitment.OpeningMessages] asks for, over
/// [CommittedMatrix]es; all its randomness comes from [HidingRandomness]. No verifier reaches this package.
package dev.proofmark.argument.commitment.prover;
