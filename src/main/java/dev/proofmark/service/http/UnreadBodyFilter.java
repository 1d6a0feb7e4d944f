package dev.proofmark.service.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Throws away, without holding a thread, what is left of the body of a request that was answered early.
final class UnreadBodyFilter extends OncePerRequestFilter {
    private final BodyWatch watch;

    UnreadBodyFilter(BodyWatch watch) {
        this.watch = watch;
    }

    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (hasBody(request) && !request.isAsyncStarted()) {
            watch.add(BodyReception.discard(request, response));
        }
    }
}
