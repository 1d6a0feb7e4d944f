/// Numbers of a request.
///
/// A JSON document becomes `Tensor`s in one streaming pass: nested lists give the shape, every element must be a finite
/// number, and the count of elements is bounded before memory is taken. `InputCheck` then holds the tensors against a
/// model's `Signature`: every declared input once, no other, the declared shape (or a flat list of as many elements),
/// every element inside the declared range.
///
/// **Leaks.** A refusal names the input, the place of the element and what was expected; never the element's value.
package dev.proofmark.service.tensors;
