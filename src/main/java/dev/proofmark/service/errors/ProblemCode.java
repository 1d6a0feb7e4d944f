package dev.proofmark.service.errors;

import org.springframework.http.HttpStatus;

/// Every reason for which a request can be refused. The wire form is the lower-case name with hyphens; it never changes.
/// `docs/problems.md` is made from this list.
public enum ProblemCode {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed",
            "The request line, a header or the body cannot be read as HTTP. Send it again as the API describes it."),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The JSON is malformed",
            "`detail` has line and column of the first fault; a field that comes twice is one too."),
    MALFORMED_MULTIPART(HttpStatus.BAD_REQUEST, "The multipart body is malformed",
            "The body is cut off, or the boundary of its content type does not occur in it."),
    MISSING_PART(HttpStatus.BAD_REQUEST, "A multipart part is missing",
            "A part that the operation needs did not come; `actual` lists those that did."),
    UNEXPECTED_PART(HttpStatus.BAD_REQUEST, "A multipart part is not understood",
            "A part has a name that the operation does not know, or came more than once; `expected` lists the names."),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is invalid",
            "A parameter of path or query has another form; `expected` says which one."),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "An API key is required",
            "Send `Authorization: Bearer KEY` with the API key that the service was started with."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address",
            "The address is misspelt. All addresses are in the API's description at `/v3/api-docs`."),
    MODEL_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such model",
            "No model has this id."),
    PROOF_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such proof",
            "No proof has this id; one that was removed is not found either."),
    KEY_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such key",
            "This service has made no key that statements name by this digest. Ask whoever made the proof for the key."),
    BODY_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The body comes too slowly",
            "`expected` says how fast it must come. Send it again over a faster connection."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here",
            "The `Allow` header lists the methods of this address."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation",
            "The `Accept` header admits nothing that this operation can answer with; `expected` lists that."),
    MODEL_NOT_READY(HttpStatus.CONFLICT, "The model is not ready",
            "Wait until the model's page says `READY`; a model that is `FAILED` or `DELETED` takes no proofs."),
    KEY_OUTDATED(HttpStatus.CONFLICT, "The model's key has an older format",
            "The key could not be renewed; the model's page says why. Upload the model again, or have the operator mend it and start"
                    + " the service again. Its keys and proofs can still be downloaded."),
    PROOF_NOT_READY(HttpStatus.CONFLICT, "The proof is not there",
            "Wait until the proof's page says `SUCCEEDED`; the bytes of a proof that failed do not come."),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large",
            "A body, part or document is over its limit; `expected` is the limit."),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported",
            "Send the content type in `expected`."),
    FOREIGN_ORIGIN(HttpStatus.FORBIDDEN, "Web pages of this origin may not call",
            "A browser says that a page of another site asks. The operator may allow its origin (`proofmark.http.allowed-origins`)."),
    MISDIRECTED(HttpStatus.MISDIRECTED_REQUEST, "This host name is not served",
            "Without an API key the service answers only requests that name the loopback address as their host."),
    MODEL_REJECTED(HttpStatus.UNPROCESSABLE_CONTENT, "The model cannot be proven",
            "`problems` lists every finding, each with its code, node, operator, what was expected and what was found."),
    INVALID_OPTIONS(HttpStatus.UNPROCESSABLE_CONTENT, "The options are invalid",
            "An option is unknown or has another form; `expected` says which one."),
    INVALID_CALIBRATION(HttpStatus.UNPROCESSABLE_CONTENT, "The calibration data is invalid",
            "The calibration document has another form; `expected` says which one."),
    INVALID_INPUT(HttpStatus.UNPROCESSABLE_CONTENT, "The input is invalid",
            "The input document has another form, or the compiled model does not take it; `expected` says what it takes."),
    INPUT_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "The model has no such input",
            "`expected` lists the model's inputs."),
    INPUT_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "An input is missing",
            "`expected` lists the model's inputs, or the two forms in which inputs come."),
    INPUT_SHAPE(HttpStatus.UNPROCESSABLE_CONTENT, "An input has the wrong shape",
            "`expected` is the model's shape; a flat list of as many numbers is taken too."),
    INPUT_NOT_A_NUMBER(HttpStatus.UNPROCESSABLE_CONTENT, "An input element is not a finite number",
            "`detail` has the place of the element; NaN and infinities are no inputs."),
    INPUT_OUT_OF_RANGE(HttpStatus.UNPROCESSABLE_CONTENT, "An input element is out of range",
            "`detail` has the place of the element, `expected` the range that the model was registered with."),
    KEY_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT, "The verification key does not decode",
            "The part `key` holds no verification key of this version, or a damaged one. Download it again."),
    FORMAT_NOT_SUPPORTED(HttpStatus.UNPROCESSABLE_CONTENT, "Key or proof have a format that this version does not decide",
            "Nothing is said about the proof. `actual` is the format: verify with a verifier of that format, which `proofmark-verify"
                    + " --version` tells of itself."),
    UPLOAD_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "The uploaded files of the model are not there",
            "The model cannot be registered again. Upload it again, as a new model."),
    INSUFFICIENT_MEMORY(HttpStatus.UNPROCESSABLE_CONTENT, "The work does not fit into the memory of any node",
            "`expected` is the largest memory budget of a node, `actual` what the work is predicted to need."),
    QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "Too many jobs are waiting",
            "Send the request again after the seconds in `Retry-After`."),
    NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED, "The request needs something that this service does not have",
            "The transfer coding of the body is known nowhere in this service."),
    VERSION_NOT_SUPPORTED(HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "The version of HTTP is not supported",
            "Send the request as HTTP/1.1."),
    WORK_FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "The work failed",
            "The service's log has the cause under the incident that `detail` names."),
    ARTIFACT_DAMAGED(HttpStatus.INTERNAL_SERVER_ERROR, "A stored file is damaged or missing",
            "`detail` names kind, id and digest of the file. Restore it from a backup; `check-artifacts` lists all such files."),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed",
            "The service's log has the cause under the incident in `detail`."),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service is not available now",
            "Send the request again after the seconds in `Retry-After`."),
    STORAGE_FULL(HttpStatus.INSUFFICIENT_STORAGE, "The service has no space left",
            "Send the request again after the seconds in `Retry-After`; the operator must make room in the data folder.");

    private final HttpStatus status;
    private final String title;
    private final String advice;

    ProblemCode(HttpStatus status, String title, String advice) {
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// What a caller can do about it.
    public String advice() {
        return advice;
    }

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// Whether the same request may succeed later.
    public boolean passing() {
        return switch (this) {
            case MODEL_NOT_READY, PROOF_NOT_READY, QUEUE_FULL, UNAVAILABLE, STORAGE_FULL -> true;
            default -> false;
        };
    }

    /// The code for an error that came from below the controllers, known by its status only.
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> BODY_TOO_SLOW;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 421 -> MISDIRECTED;
            case 501 -> NOT_IMPLEMENTED;
            case 505 -> VERSION_NOT_SUPPORTED;
            case 503 -> UNAVAILABLE;
            case 507 -> STORAGE_FULL;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
