package dev.proofmark.service.http;

import dev.proofmark.service.platform.PrintableText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/// Keeps in the log who removed or cancelled what.
final class RemovalLog implements HandlerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(RemovalLog.class);

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception thrown) {
        if (request.getMethod().equals("DELETE") && response.getStatus() < 300) {
            LOG.info("DELETE {}: {}, asked by {} {}", PrintableText.of(request.getRequestURI()), response.getStatus(),
                    request.getRemoteAddr(),
                    request.getHeader(HttpHeaders.AUTHORIZATION) == null ? "without a key" : "with the API key");
        }
    }
}
