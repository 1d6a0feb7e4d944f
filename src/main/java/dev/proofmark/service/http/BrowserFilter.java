package dev.proofmark.service.http;

import dev.proofmark.service.errors.Problem;
import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what pages of other sites make a browser send: an upload is a request that any page may send without asking.
///
/// Browsers tell with `Origin` and `Sec-Fetch-Site` where a request comes from, and pages cannot change that; other clients
/// send neither. Following a link to here is no call.
final class BrowserFilter extends OncePerRequestFilter {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Set<String> allowed;

    BrowserFilter(HttpProperties properties) {
        this.allowed = Set.copyOf(properties.allowedOrigins());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = origin != null ? !allowed.contains(origin) && !own(origin, request)
                : site != null && !OWN_SITES.contains(site) && !navigation(request);
        boolean foreignSite = origin != null && own(origin, request) && site != null && !OWN_SITES.contains(site);
        if (foreign || foreignSite) {
            ProblemWriter.write(response, Problem.of(ProblemCode.FOREIGN_ORIGIN,
                    "pages of other sites may not call this service", request.getRequestURI(),
                    "a call from no page, from the service's own, or from an origin of proofmark.http.allowed-origins",
                    origin == null ? "a page of another site" : origin, null));
            return;
        }
        chain.doFilter(request, response);
    }

    /// A proxy may have changed the scheme, so host and port decide.
    private static boolean own(String origin, HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        int authority = origin.indexOf("://");
        return host != null && authority > 0
                && origin.substring(authority + 3).toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    }

    private static boolean navigation(HttpServletRequest request) {
        return request.getMethod().equals("GET") && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }
}
