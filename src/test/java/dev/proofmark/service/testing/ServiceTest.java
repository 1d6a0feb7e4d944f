package dev.proofmark.service.testing;

import dev.proofmark.Application;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/// The whole service on a port of its own, on PostgreSQL, with the fake engine. Classes that add nothing share one instance.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {Application.class, FakeEngineConfiguration.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "logging.level.root=WARN",
            "proofmark.warm-up=0s",
            "spring.datasource.hikari.connection-timeout=60000", // a busy machine is no database that is away
            "spring.datasource.hikari.data-source-properties.socketTimeout=60",
            "proofmark.jobs.lease=10m",
            "proofmark.jobs.heartbeat=100ms",
            "proofmark.jobs.poll=50ms",
            "proofmark.limits.upload=2MB",
            "proofmark.limits.json=64KB",
            "proofmark.limits.elements=2000"
        })
@ContextConfiguration(initializers = ServiceTestInitializer.class)
public @interface ServiceTest {}
