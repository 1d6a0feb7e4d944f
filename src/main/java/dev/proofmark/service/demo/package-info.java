/// The demonstration: with the Spring profile `demo` the started service registers the bundled sample model, proves one
/// decision and verifies it, as a client of its own API, and prints what was proven and where to look. Then it stays up.
package dev.proofmark.service.demo;
