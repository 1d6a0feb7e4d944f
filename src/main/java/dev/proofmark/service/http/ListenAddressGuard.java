package dev.proofmark.service.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/// Refuses to start on an address that other machines can reach unless an API key is configured.
///
/// It runs before any bean is made, so nothing is opened or written by a refused start.
class ListenAddressGuard implements ApplicationListener<ApplicationPreparedEvent> {
    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        check(event.getApplicationContext().getEnvironment());
    }

    static void check(Environment environment) {
        String key = environment.getProperty("proofmark.api-key", "");
        if (!key.isBlank()) {
            return;
        }
        for (String property : List.of("server.address", "management.server.address")) {
            String address = environment.getProperty(property);
            boolean ownAddress = property.equals("server.address")
                    || environment.getProperty("management.server.port") != null;
            if (ownAddress && !isLoopback(address)) {
                throw new UnsafeListenAddressException(
                        "%s is %s, which other machines can reach, and no API key is configured"
                                .formatted(property, address == null || address.isBlank() ? "every address" : address));
            }
        }
    }

    private static boolean isLoopback(String address) {
        if (address == null || address.isBlank()) {
            return false;
        }
        try {
            for (InetAddress one : InetAddress.getAllByName(address)) {
                if (!one.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
