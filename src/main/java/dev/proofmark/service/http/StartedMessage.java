package dev.proofmark.service.http;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The last line of a start: where to look.
@Component
class StartedMessage {
    private static final Logger LOG = LoggerFactory.getLogger(StartedMessage.class);
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void started(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context && context.getWebServer() != null) {
            LOG.info("Proofmark is at {}", address(event.getApplicationContext().getEnvironment(), context.getWebServer().getPort()));
        }
    }

    /// What a browser on this machine reaches: a service on every address is also at the loopback address.
    static String address(Environment environment, int port) {
        String listening = environment.getProperty("server.address", "");
        String host = EVERYWHERE.contains(listening) ? "127.0.0.1" : listening;
        boolean secure = environment.getProperty("server.ssl.enabled", Boolean.class, environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store") || environment.containsProperty("server.ssl.certificate"));
        return "%s://%s:%d/".formatted(secure ? "https" : "http", host.contains(":") ? "[" + host + "]" : host, port);
    }
}
