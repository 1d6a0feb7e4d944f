package dev.proofmark.service.errors;

import dev.proofmark.service.platform.FatalErrors;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Turns whatever a request ran into, into a `Problem`.
///
/// What is not foreseen becomes `internal-error` with an incident id; the log has the stack under that id and the answer
/// has nothing else, since an unforeseen message may contain anything.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> refused(ProblemException e, HttpServletRequest request) {
        return answer(e.problem().at(request.getRequestURI()), null);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unknownAddress(NoResourceFoundException e, HttpServletRequest request) {
        return answer(Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this address", request.getRequestURI()), null);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongMethod(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        Set<String> supported = new TreeSet<>(Set.of("OPTIONS"));
        supported.addAll(List.of(e.getSupportedMethods() == null ? new String[0] : e.getSupportedMethods()));
        if (supported.contains("GET")) {
            supported.add("HEAD");
        }
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ALLOW, String.join(", ", supported));
        return answer(problem(ProblemCode.METHOD_NOT_ALLOWED, "this address does not support the method", request,
                String.join(", ", supported), e.getMethod()), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongContentType(HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
        return answer(problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the content type is not supported here", request,
                MediaType.toString(e.getSupportedMediaTypes()),
                e.getContentType() == null ? "no content type" : e.getContentType().toString()), e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notAcceptable(HttpMediaTypeNotAcceptableException e, HttpServletRequest request) {
        return answer(problem(ProblemCode.NOT_ACCEPTABLE, "no representation that the client accepts", request,
                MediaType.toString(e.getSupportedMediaTypes()), request.getHeader(HttpHeaders.ACCEPT)), e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> missingParameter(MissingServletRequestParameterException e, HttpServletRequest request) {
        return answer(problem(ProblemCode.INVALID_PARAMETER, "the parameter '" + e.getParameterName() + "' is missing",
                request, e.getParameterType(), "nothing"), null);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongParameter(TypeMismatchException e, HttpServletRequest request) {
        String type = e.getRequiredType() == null ? "another form" : e.getRequiredType().getSimpleName();
        return answer(problem(ProblemCode.INVALID_PARAMETER,
                "'" + e.getPropertyName() + "' does not have the required form", request,
                type, String.valueOf(e.getValue())), null);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        return answer(Problem.of(ProblemCode.MALFORMED_REQUEST, "the body cannot be read", request.getRequestURI()), null);
    }

    @ExceptionHandler({AsyncRequestNotUsableException.class, org.apache.catalina.connector.ClientAbortException.class})
    void clientGone(IOException e) {
        LOG.debug("The client closed the connection", e);
    }

    @ExceptionHandler
    ResponseEntity<Problem> anythingElse(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            ProblemCode code = ProblemCode.ofStatus(known.getStatusCode().value());
            return answer(Problem.of(code, known.getBody().getDetail(), request.getRequestURI()), known.getHeaders());
        }
        FatalErrors.endIfFatal(e);
        Optional<PassingFault> fault = PassingFault.of(e);
        if (fault.isPresent()) {
            return passing(fault.get(), e, request);
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("Incident {} at {} {}", incident, request.getMethod(), request.getRequestURI(), Redacted.of(e));
        return answer(Problem.of(ProblemCode.INTERNAL_ERROR,
                "the service failed; its log has the cause under incident " + incident, request.getRequestURI()), null);
    }

    private static ResponseEntity<Problem> passing(PassingFault fault, Exception e, HttpServletRequest request) {
        LOG.error("At {} {}: {}", request.getMethod(), request.getRequestURI(), fault.detail(), Redacted.of(e));
        return answer(Problem.of(fault.code(), fault.detail(), request.getRequestURI()), null);
    }

    private static Problem problem(
            ProblemCode code, String detail, HttpServletRequest request, String expected, String actual) {
        return Problem.of(code, detail, request.getRequestURI(), expected, actual, null);
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(problem.status());
        if (headers != null) {
            builder.headers(headers);
        }
        problem.retryAfterSeconds().ifPresent(
                seconds -> builder.header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
        return builder.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
