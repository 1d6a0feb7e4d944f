package dev.proofmark.service.artifacts;

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;

/// Refuses to start with a configured at-rest key that is none, before any bean is made. Whether it is the key of what is
/// stored, [ArtifactConfiguration] checks as soon as the database can tell.
class SecretKeyGuard implements ApplicationListener<ApplicationPreparedEvent> {
    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        String key = event.getApplicationContext().getEnvironment().getProperty("proofmark.secret-key", "");
        if (!key.isBlank()) {
            AtRestKey.configured(key);
        }
    }
}
