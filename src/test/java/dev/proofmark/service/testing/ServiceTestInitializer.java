package dev.proofmark.service.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Gives a test's service a database and a data folder of its own.
public class ServiceTestInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-data")), "service");
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("serviceTest", Map.of(
                    "spring.datasource.url", TestDatabase.fresh(),
                    "spring.datasource.username", "postgres",
                    "proofmark.data-dir", folder.toAbsolutePath().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
