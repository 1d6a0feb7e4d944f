/// Refusals and how they are told.
///
/// Every refusal is a [ProblemException] with a [ProblemCode]; every answer that is not a success is an RFC 9457 [Problem],
/// whether it comes from a controller, a filter, the dispatcher or the container below it.
package dev.proofmark.service.errors;
