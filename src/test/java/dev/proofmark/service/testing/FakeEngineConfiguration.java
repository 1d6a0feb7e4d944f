package dev.proofmark.service.testing;

import dev.proofmark.service.engine.InferenceEngine;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Puts the fake engine where the real one would be.
@TestConfiguration(proxyBeanMethods = false)
public class FakeEngineConfiguration {
    @Bean
    @Primary
    InferenceEngine fakeEngine() {
        return new FakeEngine();
    }
}
