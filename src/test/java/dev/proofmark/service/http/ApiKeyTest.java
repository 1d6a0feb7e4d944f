package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.platform.ProofmarkProperties;
import jakarta.servlet.FilterChain;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

class ApiKeyTest {
    private static final String KEY = "correct horse battery staple";

    private final ApiKeyFilter filter = new ApiKeyFilter(properties());

    private static ProofmarkProperties properties() {
        return new ProofmarkProperties(Path.of("unused"), null, KEY, "c2VjcmV0", 0, 1,
                null, Duration.ZERO,
                new ProofmarkProperties.Jobs(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1),
                new ProofmarkProperties.Limits(DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), 100));
    }

    private MockHttpServletResponse call(String path, String authorization) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServerName("proofs.example");
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain chain = new MockFilterChain();
        filter.doFilter(request, response, chain);
        return response;
    }

    @Test
    void theKeyOpens() throws Exception {
        assertThat(call("/v1/models", "Bearer " + KEY).getStatus()).isEqualTo(200);
        assertThat(call("/v1/models", "bearer " + KEY + " ").getStatus()).isEqualTo(200);
    }

    @Test
    void anythingElseDoesNot() throws Exception {
        for (String authorization : new String[] {null, "", "Bearer", "Bearer ", "Bearer wrong", KEY, "Basic " + KEY,
            "Bearer " + KEY + "x", "Bearer " + KEY.substring(1), "Bearer " + KEY.toUpperCase(java.util.Locale.ROOT)}) {
            MockHttpServletResponse response = call("/v1/models", authorization);
            assertThat(response.getStatus()).as(authorization).isEqualTo(401);
            assertThat(response.getContentType()).isEqualTo("application/problem+json");
            assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(response.getContentAsString()).contains("\"code\":\"unauthorized\"").doesNotContain(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/actuator/health", "/actuator/health/liveness", "/v3/api-docs", "/v3/api-docs.yaml", "/swagger-ui/index.html"})
    void healthAndDescriptionAreOpen(String path) throws Exception {
        assertThat(call(path, null).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/swagger-ui/../v1/models", "/swagger-ui/%2e%2e/v1/models", "/swagger-ui/..;/v1/models",
        "/actuator/health;/../../v1/models", "/actuator/healthy", "//v3/api-docs", "/v3/api-docs/x\\..\\v1"})
    void nothingThatOnlyLooksLikeThemIs(String path) throws Exception {
        assertThat(call(path, null).getStatus()).isEqualTo(401);
    }

    @Test
    void settingsDoNotTellTheirSecrets() {
        assertThat(properties().toString()).doesNotContain(KEY).doesNotContain("c2VjcmV0");
    }
}
