package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.platform.ProofmarkProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/// Decides about a body before it is read: whether a handler wants it, and whether the request can be refused already.
@Component
class BodyPlans {
    /// @param inFile whether the body is received in a file rather than in memory
    /// @param limit bytes of the body, at the most
    record Plan(boolean inFile, long limit) {}

    private final ObjectProvider<RequestMappingHandlerMapping> handlers;
    private final ObjectProvider<BodyPrecondition> preconditions;
    private final ProofmarkProperties.Limits limits;

    BodyPlans(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> handlers,
            ObjectProvider<BodyPrecondition> preconditions, ProofmarkProperties properties) {
        this.handlers = handlers;
        this.preconditions = preconditions;
        this.limits = properties.limits();
    }

    /// Empty where the request will be answered without its body.
    ///
    /// **Errors** `too-large`, `invalid-parameter`, `unsupported-media-type` for a coded body, and those of the preconditions.
    Optional<Plan> of(HttpServletRequest request) {
        Optional<HandlerMethod> handler = handler(request);
        if (handler.isEmpty()) {
            return Optional.empty();
        }
        QueryParameters.check(request.getQueryString(), handler.get());
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
            throw ProblemException.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "bodies are read as they are, not compressed",
                    "no Content-Encoding, or identity", coding);
        }
        boolean multipart = MediaType.MULTIPART_FORM_DATA.isCompatibleWith(MediaType.parseMediaType(request.getContentType()));
        Plan plan = new Plan(multipart, (multipart ? limits.upload() : limits.json()).toBytes());
        if (request.getContentLengthLong() > plan.limit()) {
            throw ProblemException.of(ProblemCode.TOO_LARGE, multipart ? "the upload is too large" : "the body is too large",
                    "at most " + plan.limit() + " bytes", request.getContentLengthLong() + " bytes");
        }
        @SuppressWarnings("unchecked")
        Map<String, String> variables =
                (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Map<String, String> path = variables == null ? Map.of() : variables;
        checkIds(handler.get(), path);
        preconditions.forEach(one -> one.check(handler.get(), path));
        return Optional.of(plan);
    }

    private static void checkIds(HandlerMethod handler, Map<String, String> path) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            String value = path.get(parameter.getParameter().getName());
            if (value != null && parameter.hasParameterAnnotation(PathVariable.class) && parameter.getParameterType() == UUID.class) {
                try {
                    UUID.fromString(value);
                } catch (IllegalArgumentException e) {
                    throw ProblemException.of(ProblemCode.INVALID_PARAMETER, "'%s' does not have the required form"
                            .formatted(parameter.getParameter().getName()), "UUID", value);
                }
            }
        }
    }

    /// The method of a controller that takes this request's body. What has none, the dispatcher refuses on its own.
    private Optional<HandlerMethod> handler(HttpServletRequest request) {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            HandlerExecutionChain chain = handlers.getObject().getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method
                    && method.hasMethodAnnotation(PostMapping.class) ? Optional.of(method) : Optional.empty();
        } catch (Exception e) {
            return Optional.empty(); // the dispatcher meets the same again and tells it
        } finally {
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }
}
