/// What every request passes: access, bodies, pages, the description of the API. [FrontPage] says where things are.
///
/// **Access.** [ListenAddressGuard] refuses an address that other machines can reach unless an API key is configured;
/// [ApiKeyFilter] asks for the key.
///
/// **Bodies.** Parts of a request lie in clear in [UploadFolder] until the request ends; what a killed process left there,
/// the next start removes. [MultipartUpload] and [RequestBodyBytes] hold every body to its limit.
package dev.proofmark.service.http;
