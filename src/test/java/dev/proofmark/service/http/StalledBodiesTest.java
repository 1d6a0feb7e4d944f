package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// Bodies that do not come hold no thread: far fewer threads than there are stalled bodies serve everyone else.
@ServiceTest
@TestPropertySource(properties = {"server.tomcat.threads.max=4", "proofmark.http.body-grace=1h", "proofmark.http.body-deadline=2h"})
class StalledBodiesTest {
    private static final int SOCKETS = 210;

    @LocalServerPort
    private int port;

    @Autowired
    private BodyWatch watch;

    @Autowired
    private RequestMemory memory;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void stalledBodiesHoldNoThread() throws IOException, InterruptedException {
        Api api = new Api(port);
        String model = api.readyModel(FakeEngine.model(0, 0));
        for (int i = 0; i < SOCKETS; i++) {
            Socket socket = new Socket("127.0.0.1", port);
            sockets.add(socket);
            String path = i % 2 == 0 ? model + "/proofs" : "/v1/models";
            String type = i % 2 == 0 ? "application/json" : "multipart/form-data; boundary=b";
            send(socket, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                    + "\r\nContent-Length: 60000\r\n\r\n{");
        }
        awaitWatched(SOCKETS);
        for (int i = 0; i < 20; i++) {
            for (Socket socket : sockets) {
                send(socket, " ");
            }
            String proof = api.post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
            api.await(proof, Api.status("SUCCEEDED"));
            assertThat(api.get("/actuator/health").status()).isEqualTo(200);
        }
        awaitWatched(SOCKETS);
        assertThat(memory.used()).isLessThan(SOCKETS * 8L << 10);
        close();
        awaitWatched(0);
        assertThat(memory.used()).as("what closed connections had taken").isZero();
    }

    private void awaitWatched(int count) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (watch.watched() != count && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(watch.watched()).isEqualTo(count);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
