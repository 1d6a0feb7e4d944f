package dev.proofmark.service.platform;

import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/// Watches for [FatalErrors] from the first moment, however the service is started.
final class FatalErrorListener implements ApplicationListener<ApplicationStartingEvent> {
    @Override
    public void onApplicationEvent(ApplicationStartingEvent event) {
        FatalErrors.watchThreads();
    }
}
