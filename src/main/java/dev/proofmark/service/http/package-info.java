/// What every request passes: access, bodies, pages of lists, the description of the API. [FrontPage] says where things are.
///
/// **Access.** [ListenAddressGuard] refuses an address that other machines can reach unless an API key is configured;
/// [ApiKeyFilter] asks for the key, before a byte of a body is read.
///
/// **Bodies.** A body is received whole before its handler runs, and while it comes it holds no thread: [BodyFilter] asks
/// [BodyPlans] whether the request can be refused without it (no such address, method, type or model), then [BodyReception]
/// takes it in whenever bytes are there, JSON into memory ([MemoryBody]), uploads into a file ([FileBody]), and dispatches the
/// request when all have come. So bodies that stall cost a connection and what they brought, however many they are; a handler
/// never waits for its client. [BodyWatch] gives up bodies that come too slowly or take too long ([BodyPace]). Of a request that
/// is answered early, what still comes is thrown away in the same manner for some seconds ([UnreadBodyFilter]); the container
/// itself reads on for nobody.
///
/// **Memory.** [RequestMemory] is one budget for the bodies of all requests and for what is made of them; it is taken before
/// anything is allocated, and given back when the request ends, in whatever way ([ReceivedBody]). Beyond it requests are told
/// to come again. Parts of an upload lie in clear in [UploadFolder] until the request ends; what a killed process left there,
/// the next start removes.
package dev.proofmark.service.http;
