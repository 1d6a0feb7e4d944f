/// Bounded data parallelism for the kernels: a fixed number of threads, no nesting, no shared queue with the rest of
/// the process. The verifier works with one thread and never needs this package's pool.
package dev.proofmark.algebra.parallel;
