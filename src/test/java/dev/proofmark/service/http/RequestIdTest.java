package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestIdTest {
    private final List<String> logged = new ArrayList<>();

    private String answered(String header, String value) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/models");
        if (header != null) {
            request.addHeader(header, value);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain chain = (one, two) -> logged.add(MDC.get("requestId"));
        new RequestIdFilter().doFilter(request, response, chain);
        assertThat(logged.getLast()).isEqualTo(response.getHeader("X-Request-Id"));
        assertThat(MDC.get("requestId")).isNull();
        return response.getHeader("X-Request-Id");
    }

    @Test
    void theCallersIdIsKept() throws Exception {
        assertThat(answered("X-Request-Id", "order-4711.b_2")).isEqualTo("order-4711.b_2");
        assertThat(answered("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\u001b[31m", "a\tb", "<script>", "\u00e4",
        "12345678901234567890123456789012345678901234567890123456789012345"})
    void whatCouldDisturbALogIsReplaced(String id) throws Exception {
        assertThat(answered("X-Request-Id", id)).isNotEqualTo(id).matches("[0-9a-f-]{36}");
        assertThat(answered("traceparent", id)).matches("[0-9a-f-]{36}");
    }

    @Test
    void withoutOneItIsFresh() throws Exception {
        assertThat(answered(null, null)).matches("[0-9a-f-]{36}").isNotEqualTo(answered(null, null));
    }
}
