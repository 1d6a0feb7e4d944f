package dev.proofmark.service.http;

import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses the methods that the container would answer itself, echoing the request or naming methods that are not there.
final class MethodFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getMethod().equals("TRACE") || request.getMethod().equals("CONNECT")) {
            ProblemWriter.write(response, Problem.of(ProblemCode.NOT_IMPLEMENTED, "the service has no such method anywhere",
                    request.getRequestURI(), "GET, HEAD, POST, DELETE, OPTIONS", request.getMethod(), null));
            return;
        }
        chain.doFilter(request, response);
    }
}
