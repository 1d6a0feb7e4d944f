package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// What a page of another site makes a browser send is refused, be it a read, an upload or a preflight.
@ServiceTest
@TestPropertySource(properties = "proofmark.http.allowed-origins=https://proofs.example")
class BrowserTest {
    private static final String FORM = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 2\r\n";

    @LocalServerPort
    private int port;

    private String send(String method, String headers, String body) throws IOException {
        return RawHttp.exchange(port, method + " /v1/models HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + headers
                + "Connection: close\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example\r\n", "Origin: null\r\n", "Origin: http://localhost\r\n",
        "Origin: http://localhost:1\r\n", "Origin: localhost\r\n", "Origin: https://proofs.example.evil\r\n",
        "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n", "Sec-Fetch-Site: other\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"})
    void foreignPagesAreRefused(String headers) throws IOException {
        for (String answer : new String[] {send("POST", headers + FORM, "--"), send("GET", headers, ""),
            send("OPTIONS", headers + "Access-Control-Request-Method: POST\r\n", "")}) {
            assertThat(answer).startsWith("HTTP/1.1 403").contains("foreign-origin").doesNotContain("Access-Control-Allow");
        }
    }

    @Test
    void aFormThatAnotherSiteSubmitsIsNoNavigation() throws IOException {
        assertThat(send("POST", FORM + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", "--"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void ownPagesLinksAndOtherClientsMayCall() throws IOException {
        for (String headers : new String[] {"", "Sec-Fetch-Site: none\r\n", "Sec-Fetch-Site: same-origin\r\n",
            "Origin: http://localhost:" + port + "\r\nSec-Fetch-Site: same-origin\r\n",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"}) {
            assertThat(send("GET", headers, "")).as(headers).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void pagesOfAllowedOriginsMayCallAndRead() throws IOException {
        String origin = "Origin: https://proofs.example\r\nSec-Fetch-Site: cross-site\r\n";
        assertThat(send("GET", origin, "")).startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: https://proofs.example");
        assertThat(send("OPTIONS", origin + "Access-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: authorization, content-type\r\n", ""))
                .startsWith("HTTP/1.1 200").contains("Access-Control-Allow-Methods");
    }

    @Test
    void answersTellBrowsersWhatTheyAre() {
        Api api = new Api(port);
        String model = api.readyModel(FakeEngine.model(0, 0));
        String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
        api.await(proof, Api.status("SUCCEEDED"));
        for (String path : new String[] {model, proof, proof + "/proof", "/v1/nothing", "/v3/api-docs"}) {
            Api.Answer answer = api.get(path);
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).as(path).isEqualTo("same-origin");
        }
        for (String path : new String[] {model, proof, "/v1/proofs", "/v1/verify/" + proof.substring("/v1/proofs/".length())}) {
            assertThat(api.get(path).header("Cache-Control")).as(path).isEqualTo("no-store");
        }
    }
}
