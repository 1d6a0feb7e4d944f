package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

/// Health and metrics have a port and threads of their own, and are on the main port as well.
@ServiceTest
@TestPropertySource(properties = {"proofmark.api-key=a key for this test", "server.tomcat.threads.max=4"})
class ManagementPortTest {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private ServletWebServerApplicationContext context;

    @Test
    void itAnswersWhileEveryThreadOfTheMainPortIsHeld() {
        assertThat(managementPort).isNotEqualTo(port);
        Executor threads =
                ((TomcatWebServer) context.getWebServer()).getTomcat().getConnector().getProtocolHandler().getExecutor();
        CountDownLatch held = new CountDownLatch(4);
        CountDownLatch over = new CountDownLatch(1);
        try {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> {
                    held.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            held.await();
            Api management = new Api(managementPort);
            assertThat(management.get("/actuator/health").expect(200).get("status").stringValue()).isEqualTo("UP");
            assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(management.get("/actuator/prometheus").text()).contains("proofmark_http_memory_bytes");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            over.countDown();
        }
    }

    @Test
    void theMainPortHasThemTooMetricsBehindTheKey() {
        assertThat(new Api(port).get("/actuator/health").expect(200).get("status").stringValue()).isEqualTo("UP");
        new Api(port).get("/actuator/health/nothing").problem(404, "not-found");
        new Api(port).get("/actuator/prometheus").problem(401, "unauthorized");
        assertThat(new Api(port, "a key for this test").get("/actuator/prometheus").text()).contains("proofmark_http_memory_bytes");
    }

    @Test
    void nothingElseIsOnTheManagementPort() throws IOException {
        for (String path : new String[] {"/actuator/env", "/v1/models", "/v3/api-docs"}) {
            assertThat(RawHttp.exchange(managementPort, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 404");
        }
    }
}
