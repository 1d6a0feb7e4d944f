/// Numbers of a request.
///
/// A JSON document becomes `Tensor`s in one streaming pass: nested lists give the shape, every element must be a finite
/// number. Where the model is known, its `Signature` bounds names and elements while they are read; memory is taken of the
/// request's share before it is allocated. `InputCheck` then holds the tensors against a
/// model's `Signature`: every declared input once, no other, the declared shape (or a flat list of as many elements),
/// every element inside the declared range.
///
/// **Leaks.** A refusal names the input, the place of the element and what was expected; never the element's value.
package dev.proofmark.service.tensors;
