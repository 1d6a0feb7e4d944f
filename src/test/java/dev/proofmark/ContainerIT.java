package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.bench.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// With Docker: the packaged service on a PostgreSQL of its own, and the image of the `Dockerfile` beside one.
/// Without Docker both are skipped.
@Testcontainers(disabledWithoutDocker = true)
class ContainerIT {
    private static final String API_KEY = "an API key for this test only";
    private static final Network NETWORK = Network.newNetwork();

    @Container
    private static final PostgreSQLContainer DATABASE =
            new PostgreSQLContainer("postgres:18").withNetwork(NETWORK).withNetworkAliases("database");

    @TempDir
    private Path folder;

    @Test
    void thePackagedServiceMigratesAndUsesAnExternalPostgres() throws Exception {
        Path jar = Path.of(System.getProperty("proofmark.service.jar"));
        try (ServiceProcess service = ServiceProcess.start(jar, folder, "1g", Map.of(
                "SPRING_DATASOURCE_URL", DATABASE.getJdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", DATABASE.getUsername(),
                "SPRING_DATASOURCE_PASSWORD", DATABASE.getPassword()))) {
            assertThat(status(service.base().resolve("/v1/models"), null)).isEqualTo(200);
            assertThat(folder.resolve("data/postgres")).doesNotExist();
        }
    }

    @Test
    void theImageRunsUnprivilegedIsHealthyAndDemandsItsKey() throws Exception {
        try (GenericContainer<?> service = new GenericContainer<>(
                new ImageFromDockerfile().withDockerfile(Path.of("Dockerfile").toAbsolutePath()))) {
            service.withNetwork(NETWORK)
                    .withEnv("PROOFMARK_API_KEY", API_KEY)
                    .withEnv("SPRING_DATASOURCE_URL", "jdbc:postgresql://database:5432/" + DATABASE.getDatabaseName())
                    .withEnv("SPRING_DATASOURCE_USERNAME", DATABASE.getUsername())
                    .withEnv("SPRING_DATASOURCE_PASSWORD", DATABASE.getPassword())
                    .withExposedPorts(8080)
                    .waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(3)))
                    .start();
            URI models = URI.create("http://%s:%d/v1/models".formatted(service.getHost(), service.getMappedPort(8080)));
            assertThat(status(models, null)).isEqualTo(401);
            assertThat(status(models, API_KEY)).isEqualTo(200);
            assertThat(service.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
        }
    }

    private static int status(URI address, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
