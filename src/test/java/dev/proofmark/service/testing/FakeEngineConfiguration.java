package dev.proofmark.service.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Puts the fake engine where the real one would be.
@TestConfiguration(proxyBeanMethods = false)
public class FakeEngineConfiguration {
    @Bean
    @Primary
    FakeEngine fakeEngine() {
        return new FakeEngine();
    }
}
