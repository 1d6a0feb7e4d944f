package dev.proofmark.service.http;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// `GET /`: where things are, for somebody who opened the service's address in a browser. Open to everybody, so it holds
/// nothing that depends on what is stored; it loads nothing from anywhere.
@Hidden
@RestController
class FrontPage {
    private record Place(String path, String what) {}

    private static final List<Place> PLACES = List.of(
            new Place("/swagger-ui.html", "the API, to read and to try"),
            new Place("/v3/api-docs", "its description as OpenAPI, for generators (also as /v3/api-docs.yaml)"),
            new Place("/v1/models", "the registered models"),
            new Place("/v1/proofs", "the proofs"),
            new Place("/actuator/health", "whether the service is well"));

    private static final String NEXT = "In the folder that this service was built in, bin/walkthrough goes the whole way from a model to a"
            + " proof that the offline verifier accepts; README.md shows it step by step, docs/security.md says what a proof means"
            + " and what it does not. Where the service demands an API key, calls below /v1 send it: \"Authorization: Bearer <key>\".";

    private static final String HTML = html();

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    ResponseEntity<String> page() {
        return ResponseEntity.ok().header("Content-Security-Policy", "default-src 'none'").body(HTML);
    }

    private static String html() {
        StringBuilder html = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Proofmark</title></head>
                <body>
                <h1>Proofmark</h1>
                <p>Zero-knowledge proofs of machine-learning inference.</p>
                <ul>
                """);
        for (Place place : PLACES) {
            String path = HtmlUtils.htmlEscape(place.path());
            html.append("<li><a href=\"").append(path).append("\">").append(path).append("</a>: ")
                    .append(HtmlUtils.htmlEscape(place.what())).append("</li>\n");
        }
        return html.append("</ul>\n<p>").append(HtmlUtils.htmlEscape(NEXT)).append("</p>\n</body>\n</html>\n").toString();
    }
}
