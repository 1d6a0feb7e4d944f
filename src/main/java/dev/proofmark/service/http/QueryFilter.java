package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemException;
import dev.proofmark.service.errors.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses malformed queries before anything else reads them, and parameters that the request's handler does not take.
final class QueryFilter extends OncePerRequestFilter implements HandlerInterceptor {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            QueryParameters.parse(request.getQueryString());
        } catch (ProblemException e) {
            ProblemWriter.write(response, e.problem().at(request.getRequestURI()));
            return;
        }
        chain.doFilter(request, response);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            QueryParameters.check(request.getQueryString(), method);
        }
        return true;
    }
}
