package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class QueryParametersTest {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"=0", "a=%zz", "a=%", "a=%2", "%ff=1", "limit=%c3%28", "limit=2&limit=2", "color=red", "limit=", "limit",
        "cursor=", "status=", "Limit=2", "limit=2&=", "%00=1", "a=%zz&limit=2"})
    void isRefused(String query) throws IOException {
        for (String path : new String[] {"/v1/models", "/v1/proofs"}) {
            assertThat(RawHttp.exchange(port, "GET " + path + "?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400").contains("application/problem+json").contains("\"code\":\"invalid-parameter\"");
        }
    }

    @Test
    void moreParametersThanAnyoneNeedsAreRefused() {
        String many = IntStream.range(0, 1_100).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
        new Api(port).get("/v1/models?" + many).problem(400, "invalid-parameter");
        new Api(port).get("/nothing?" + many).problem(400, "invalid-parameter");
    }

    @Test
    void everyOperationRefusesWhatItDoesNotTake() {
        Api api = new Api(port);
        String id = "/00000000-0000-0000-0000-000000000000";
        for (String path : new String[] {"/v1/models" + id, "/v1/models" + id + "/verification-key", "/v1/proofs" + id,
            "/v1/proofs" + id + "/proof", "/v1/proofs" + id + "/statement", "/v1/verify" + id}) {
            api.get(path + "?verbose=1").problem(400, "invalid-parameter");
        }
        api.delete("/v1/models" + id + "?force=1").problem(400, "invalid-parameter");
        api.post("/v1/models" + id + "/proofs?wait=1", "{}").problem(400, "invalid-parameter");
        api.post("/v1/models?wait=1", new Api.Form().field("options", "{}")).problem(400, "invalid-parameter");
    }

    @Test
    void whatIsTakenIsTaken() throws IOException {
        assertThat(QueryParameters.parse("a=%c3%a4&b=1+2&&c=x=y")).isEqualTo(Map.of("a", "\u00e4", "b", "1 2", "c", "x=y"));
        Api api = new Api(port);
        for (String query : new String[] {"limit=1", "", "&", "limit=1&status=READY"}) {
            assertThat(api.get("/v1/models?" + query).status()).as(query).isEqualTo(200);
        }
        assertThat(api.get("/v1/models?lim%69t=1").status()).isEqualTo(200);
    }
}
