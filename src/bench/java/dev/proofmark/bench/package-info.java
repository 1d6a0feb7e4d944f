/// The end-to-end benchmark: real models through the public HTTP API of a packaged service in a process of its own.
///
/// `./mvnw -Pbench verify` uploads every model (calibrated on its own test inputs), proves those inputs, verifies each proof over
/// HTTP and by the offline verifier, compares the outputs with the expected ones, and writes the table into
/// `docs/benchmarks.md`. It looks at nothing but answers, files and the process's memory, so that it measures what a user sees.
package dev.proofmark.bench;
