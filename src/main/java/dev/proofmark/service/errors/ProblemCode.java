package dev.proofmark.service.errors;

import org.springframework.http.HttpStatus;

/// Every reason for which a request can be refused. The wire form is the lower-case name with hyphens; it never changes.
public enum ProblemCode {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"),
    MALFORMED_JSON(HttpStatus.BAD_REQUEST, "The JSON is malformed"),
    MALFORMED_MULTIPART(HttpStatus.BAD_REQUEST, "The multipart body is malformed"),
    MISSING_PART(HttpStatus.BAD_REQUEST, "A multipart part is missing"),
    UNEXPECTED_PART(HttpStatus.BAD_REQUEST, "A multipart part is not understood"),
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is invalid"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "An API key is required"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),
    MODEL_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such model"),
    PROOF_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such proof"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
    MODEL_NOT_READY(HttpStatus.CONFLICT, "The model is not ready"),
    PROOF_NOT_READY(HttpStatus.CONFLICT, "The proof is not there"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),
    MISDIRECTED(HttpStatus.MISDIRECTED_REQUEST, "This host name is not served"),
    MODEL_REJECTED(HttpStatus.UNPROCESSABLE_CONTENT, "The model cannot be proven"),
    INVALID_OPTIONS(HttpStatus.UNPROCESSABLE_CONTENT, "The options are invalid"),
    INVALID_CALIBRATION(HttpStatus.UNPROCESSABLE_CONTENT, "The calibration data is invalid"),
    INVALID_INPUT(HttpStatus.UNPROCESSABLE_CONTENT, "The input is invalid"),
    INPUT_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "The model has no such input"),
    INPUT_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "An input is missing"),
    INPUT_SHAPE(HttpStatus.UNPROCESSABLE_CONTENT, "An input has the wrong shape"),
    INPUT_NOT_A_NUMBER(HttpStatus.UNPROCESSABLE_CONTENT, "An input element is not a finite number"),
    INPUT_OUT_OF_RANGE(HttpStatus.UNPROCESSABLE_CONTENT, "An input element is out of range"),
    KEY_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT, "The verification key does not decode"),
    INSUFFICIENT_MEMORY(HttpStatus.UNPROCESSABLE_CONTENT, "The work does not fit into the memory of any node"),
    QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS, "Too many jobs are waiting"),
    WORK_FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "The work failed"),
    ARTIFACT_DAMAGED(HttpStatus.INTERNAL_SERVER_ERROR, "A stored file is damaged or missing"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service is not available now"),
    STORAGE_FULL(HttpStatus.INSUFFICIENT_STORAGE, "The service has no space left");

    private final HttpStatus status;
    private final String title;

    ProblemCode(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// The code for an error that came from below the controllers, known by its status only.
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 421 -> MISDIRECTED;
            case 503 -> UNAVAILABLE;
            case 507 -> STORAGE_FULL;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
