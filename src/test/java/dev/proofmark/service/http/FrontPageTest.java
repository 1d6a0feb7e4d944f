package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.ServiceTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.env.MockEnvironment;

@ServiceTest
class FrontPageTest {
    @LocalServerPort
    private int port;

    @Test
    void everyPlaceOnItAnswers() {
        Api api = new Api(port);
        Api.Answer page = api.get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).isEqualTo("default-src 'none'");
        List<String> links = Pattern.compile("href=\"([^\"]*)\"").matcher(page.text()).results().map(found -> found.group(1)).toList();
        assertThat(links).contains("/swagger-ui.html", "/v3/api-docs", "/actuator/health", "/v1/models");
        links.forEach(link -> assertThat(api.get(link).status()).as(link).isIn(200, 302));
        assertThat(page.text()).contains("bin/walkthrough", "README.md", "Bearer &lt;key&gt;")
                .doesNotContain("src=", "http:", "https:", "<script", "<style");
    }

    @Test
    void theStartPrintsAnAddressThatABrowserReaches() {
        MockEnvironment environment = new MockEnvironment();
        assertThat(StartedMessage.address(environment, 8080)).isEqualTo("http://127.0.0.1:8080/");
        assertThat(StartedMessage.address(environment.withProperty("server.address", "0.0.0.0"), 1)).isEqualTo("http://127.0.0.1:1/");
        assertThat(StartedMessage.address(environment.withProperty("server.address", "::1"), 1)).isEqualTo("http://[::1]:1/");
        assertThat(StartedMessage.address(environment.withProperty("server.address", "192.0.2.1")
                .withProperty("server.ssl.bundle", "web"), 443)).isEqualTo("https://192.0.2.1:443/");
    }
}
