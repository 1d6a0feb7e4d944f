package dev.proofmark.service.http;

import dev.proofmark.service.platform.FatalErrors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// The first and last filter: names the request, and says how browsers have to treat the answer.
///
/// The id is the caller's `X-Request-Id`, where that is short and plain, else the trace of its `traceparent`, else a fresh
/// one. It is told in the answer and stands in every log line of the request.
final class RequestIdFilter extends OncePerRequestFilter {
    static final String HEADER = "X-Request-Id";
    static final String LOGGED_AS = "requestId";

    private static final String ATTRIBUTE = RequestIdFilter.class.getName();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    /// The request's id, in whatever thread it is asked for.
    static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "";
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (of(request).isEmpty()) {
            request.setAttribute(ATTRIBUTE, id(request));
            response.setHeader(HEADER, of(request));
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
            if (request.getRequestURI().startsWith("/v1")) {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            }
        }
        try (MDC.MDCCloseable logged = MDC.putCloseable(LOGGED_AS, of(request))) {
            chain.doFilter(request, response);
        } catch (Throwable e) {
            FatalErrors.endIfFatal(e);
            throw e;
        }
    }

    private static String id(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        if (given != null && PLAIN.matcher(given).matches()) {
            return given;
        }
        String parent = request.getHeader("traceparent");
        Matcher trace = TRACE_PARENT.matcher(parent == null ? "" : parent);
        return trace.matches() ? trace.group(1) : UUID.randomUUID().toString();
    }
}
