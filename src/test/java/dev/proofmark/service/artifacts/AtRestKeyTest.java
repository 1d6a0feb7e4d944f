package dev.proofmark.service.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.platform.PrivateFiles;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.platform.StartRefusedException;
import dev.proofmark.service.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;

class AtRestKeyTest {
    private final Randomness randomness = new Randomness();

    @TempDir
    private Path folder;

    private ProofmarkProperties node(String name, String key) {
        return new ProofmarkProperties(folder.resolve(name), null, "", key, 0, 1,
                null, Duration.ZERO,
                new ProofmarkProperties.Jobs(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1),
                new ProofmarkProperties.Limits(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 1));
    }

    @Test
    void nodesOfOneDatabaseShareOneKey() {
        DriverManagerDataSource source = new DriverManagerDataSource(TestDatabase.fresh(), "postgres", "");
        Flyway.configure().dataSource(source).load().migrate();
        JdbcClient database = JdbcClient.create(source);
        ArtifactConfiguration configuration = new ArtifactConfiguration();
        String key = Base64.getEncoder().encodeToString(randomness.bytes(32));
        String check = configuration.atRestKey(node("a", key), randomness, database).checkValue();
        assertThat(configuration.atRestKey(node("b", key), randomness, database).checkValue()).isEqualTo(check);
        assertThatThrownBy(() -> configuration.atRestKey(node("c", ""), randomness, database))
                .isInstanceOf(StartRefusedException.class).hasMessageContaining("secret.key is missing");
        String other = Base64.getEncoder().encodeToString(randomness.bytes(32));
        assertThatThrownBy(() -> configuration.atRestKey(node("d", other), randomness, database))
                .isInstanceOf(StartRefusedException.class).hasMessageContaining("PROOFMARK_SECRET_KEY")
                .message().doesNotContain(key, other);
        PrivateFiles.folder(folder.resolve("d").resolve(AtRestKey.ROTATION));
        assertThatThrownBy(() -> configuration.atRestKey(node("d", other), randomness, database))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> assertThat(refused.action()).contains("rotate-key"));
    }
}
