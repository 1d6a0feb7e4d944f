package dev.proofmark.service.http;

import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemWriter;
import dev.proofmark.service.platform.ProofmarkProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Who may call.
///
/// With an API key configured, every request but the front page, the health check and the API's description needs
/// `Authorization: Bearer <key>`; the comparison takes the same time for every wrong key. Without one the service listens
/// on the loopback address only, and a request must name that address as its host: a web page that was pointed at it
/// by a changed name resolution cannot read or order anything.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ApiKeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final byte[] keyDigest;

    ApiKeyFilter(ProofmarkProperties properties) {
        this.keyDigest = properties.apiKeyConfigured() ? digest(properties.apiKey().strip()) : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (keyDigest == null) {
            if (LOOPBACK_NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
                chain.doFilter(request, response);
            } else {
                ProblemWriter.write(response, Problem.of(ProblemCode.MISDIRECTED,
                        "without an API key only requests to the loopback address are served", request.getRequestURI(),
                        "one of localhost, 127.0.0.1, [::1] as host", "another host name", null));
            }
        } else if (open(request.getRequestURI()) || authorised(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            String came = request.getHeader(HttpHeaders.AUTHORIZATION) == null
                    ? "no Authorization header" : "an Authorization header that does not hold the key";
            ProblemWriter.write(response, Problem.of(ProblemCode.UNAUTHORIZED,
                    "this service demands its API key", request.getRequestURI(),
                    "Authorization: Bearer <API key>", came, null));
        }
    }

    /// Only plain paths are open: one with escapes, parameters or dots could mean another place to the dispatcher.
    private static boolean open(String path) {
        if (path.contains("..") || path.contains("//") || !path.matches("[A-Za-z0-9/._-]*")) {
            return false;
        }
        return path.equals("/") || path.equals("/actuator/health") || path.startsWith("/actuator/health/")
                || path.equals("/v3/api-docs") || path.startsWith("/v3/api-docs/") || path.equals("/v3/api-docs.yaml")
                || path.equals("/swagger-ui.html") || path.startsWith("/swagger-ui/");
    }

    private boolean authorised(String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(keyDigest, digest(header.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform lacks SHA-256", e);
        }
    }
}
