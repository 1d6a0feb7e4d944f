package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// A body that does not keep its pace is answered and its connection closed; bodies that are whole at once are not late.
@ServiceTest
@TestPropertySource(properties = {"proofmark.http.body-grace=0s", "proofmark.http.body-rate=1GB", "proofmark.http.body-deadline=1h"})
class SlowBodiesTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RequestMemory memory;

    @Test
    void aSlowBodyIsAnsweredAndItsConnectionCloses() throws IOException {
        for (String type : List.of("application/json", "multipart/form-data; boundary=b")) {
            String path = type.startsWith("app") ? new Api(port).readyModel(FakeEngine.model(0, 0)) + "/proofs" : "/v1/models";
            for (String length : List.of("Content-Length: 60000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")) {
                try (Socket socket = new Socket("127.0.0.1", port)) {
                    socket.setSoTimeout(180_000);
                    socket.getOutputStream().write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                            + "\r\n" + length).getBytes(StandardCharsets.US_ASCII));
                    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(answer).startsWith("HTTP/1.1 408").contains("body-too-slow");
                }
            }
        }
        assertThat(memory.used()).isZero();
    }
}
