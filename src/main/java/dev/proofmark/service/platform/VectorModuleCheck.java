package dev.proofmark.service.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells at start-up when proofs will be slower than they need to be.
@Component
class VectorModuleCheck {
    private static final Logger LOG = LoggerFactory.getLogger(VectorModuleCheck.class);
    static final String MODULE = "jdk.incubator.vector";

    @EventListener(ApplicationReadyEvent.class)
    void check() {
        if (present()) {
            LOG.info("Vector kernels in use (module {})", MODULE);
        } else {
            LOG.warn("The module {} is not there: the plain kernels are used, correct but slower. "
                    + "Start Java with --add-modules={}", MODULE, MODULE);
        }
    }

    static boolean present() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }
}
