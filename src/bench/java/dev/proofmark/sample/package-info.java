/// The bundled sample model, from nothing: a generator of made-up loan applicants and a trainer in plain Java.
///
/// `./mvnw -Psample process-test-classes` writes `src/main/resources/sample` again, byte for byte: the generator is seeded,
/// sums are taken in one order, and only `StrictMath` is used where the platform's own functions may differ.
///
/// The applicants are invented. Their probability of default is a known function, monotone in every feature, with noise; no
/// feature is a protected characteristic. The network learns it from drawn outcomes, so it knows the function only as well as a
/// bank knows its customers.
package dev.proofmark.sample;
