/// Refusals and how they are told.
///
/// Every refusal is a [ProblemException] with a [ProblemCode]; every answer that is not a success is an RFC 9457 [Problem],
/// whether it comes from a controller, a filter, the dispatcher or the container below it.
///
/// The API's description lists the codes of every operation: [ProblemResponses] derives them from the operation's form and its
/// [Problems]. `docs/problems.md` lists them all.
package dev.proofmark.service.errors;
