package dev.proofmark.service.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.platform.ProofmarkProperties;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.ServiceTest;
import dev.proofmark.service.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/// The operator's commands know the keys that were replaced.
@ServiceTest
@DirtiesContext
@TestPropertySource(properties = "proofmark.workers=2") // so that no other test's models are here
class EarlierKeysTest {
    @LocalServerPort
    private int port;

    @Autowired
    private FakeEngine engine;

    @Autowired
    private ProofmarkProperties properties;

    @Autowired
    private Environment environment;

    @TempDir
    private Path folder;

    private Command command(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 3);
        all[arguments.length] = "--spring.datasource.url=" + environment.getProperty("spring.datasource.url");
        all[arguments.length + 1] = "--spring.datasource.username=postgres";
        all[arguments.length + 2] = "--proofmark.data-dir=" + properties.dataDir();
        return Command.run(all);
    }

    @Test
    void theyAreCheckedBackedUpAndRestored() throws Exception {
        Api api = new Api(port);
        String model = api.readyModel(FakeEngine.model(0, 0));
        ArtifactRef key = new ArtifactRef(Protection.OPEN, api.get(model).expect(200).at("/digests/verificationKey").stringValue());
        engine.keyFormat(2);
        api.await(model, page -> page.path("keyFormat").intValue(0) == 2);

        Command whole = command("check-artifacts");
        assertThat(whole.exitCode()).as(whole.output()).isZero();
        assertThat(whole.output()).contains("0 files are orphaned");

        Path backup = folder.resolve("backup");
        assertThat(command("backup", backup.toString()).exitCode()).isZero();
        assertThat(key.below(backup.resolve("artifacts"))).exists();
        String restoredDatabase = TestDatabase.fresh();
        Path restored = folder.resolve("restored");
        Command restore = Command.run("restore", backup.toString(), "--spring.datasource.url=" + restoredDatabase,
                "--spring.datasource.username=postgres", "--proofmark.data-dir=" + restored);
        assertThat(restore.exitCode()).as(restore.output()).isZero();
        assertThat(key.below(restored.resolve("artifacts"))).exists();
        try (Connection connection = DriverManager.getConnection(restoredDatabase, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select artifact, format from earlier_key")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo(key.toString());
            assertThat(row.getInt(2)).isEqualTo(1);
        }

        Files.delete(key.below(properties.artifactDir()));
        Command broken = command("check-artifacts");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.output()).contains("missing   " + key + "  verification key of model");
    }
}
