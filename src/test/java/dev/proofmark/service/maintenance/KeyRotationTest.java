package dev.proofmark.service.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.artifacts.AtRestKey;
import dev.proofmark.service.artifacts.FileArtifactStore;
import dev.proofmark.service.artifacts.SecretCipher;
import dev.proofmark.service.database.DatabaseAddress;
import dev.proofmark.service.platform.Randomness;
import dev.proofmark.service.testing.Api;
import dev.proofmark.service.testing.FakeEngine;
import dev.proofmark.service.testing.TestDatabase;
import dev.proofmark.service.testing.TestNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rotation is stopped at each of its steps in turn: what is stored opens all the same, and running it again ends it.
class KeyRotationTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static final List<String> SECRETS = List.of("a plan", "weights", "an upload");
    private static final String OPEN = "a public key";

    private final Randomness randomness = new Randomness();

    @TempDir
    private Path folder;

    private static final class Stopped extends RuntimeException {}

    /// A model with three secrets and a public key, under a key in a file.
    private Site site(String name) throws Exception {
        DatabaseAddress database = new DatabaseAddress(TestDatabase.fresh(), "postgres", "");
        Flyway.configure().dataSource(database.jdbcUrl(), "postgres", "").load().migrate();
        Path data = folder.resolve(name);
        Site site = new Site(Files.createDirectory(data), data.resolve("artifacts"), Optional.of(database), Optional.empty());
        AtRestKey key = AtRestKey.inFile(site.keyFile(), randomness);
        FileArtifactStore store = new FileArtifactStore(site.artifactDir(), new SecretCipher(key, randomness));
        List<String> names = SECRETS.stream().map(secret -> store.store(Protection.SEALED, bytes(secret)).toString()).toList();
        String open = store.store(Protection.OPEN, bytes(OPEN)).toString();
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("insert into installation (id, secret_key_check) values (1, '" + key.checkValue() + "')");
            statement.execute("insert into job (kind) values ('REGISTER_MODEL')");
            statement.execute("insert into model (id, job_id, name, model_digest, signature, plan_artifact, proving_key_artifact,"
                    + " verification_key_artifact, key_format, sought_format)"
                    + " select gen_random_uuid(), id, 'm', 'd', '{}', '%s', '%s', '%s', 1, 1 from job"
                            .formatted(names.get(0), names.get(1), open));
            statement.execute("insert into model_file (model_id, ordinal, role, name, size, artifact)"
                    + " select id, 0, 'MODEL', 'm', 1, '%s' from model".formatted(names.get(2)));
        }
        return site;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void rotate(Site site, int stopAfter) throws Exception {
        int[] steps = {0};
        new KeyRotation(site, null, randomness, NOWHERE, step -> {
            if (++steps[0] == stopAfter) {
                throw new Stopped();
            }
        }).run();
    }

    private static String check(Site site) throws Exception {
        try (Connection connection = site.external().orElseThrow().connect()) {
            return Tables.keyCheck(connection);
        }
    }

    /// What the rows name, read with the key that the database knows.
    private Set<String> contents(Site site) throws Exception {
        Path fresh = site.dataDir().resolve(AtRestKey.ROTATION).resolve("secret.key");
        AtRestKey key = AtRestKey.inFile(site.keyFile(), randomness);
        if (!key.checkValue().equals(check(site))) {
            assertThat(fresh).as("the key that the database knows").exists();
            key = AtRestKey.inFile(fresh, randomness);
            assertThat(key.checkValue()).isEqualTo(check(site));
        }
        FileArtifactStore store = new FileArtifactStore(site.artifactDir(), new SecretCipher(key, randomness));
        try (Connection connection = site.external().orElseThrow().connect()) {
            return Tables.namedArtifacts(connection).stream().map(ref -> new String(store.load(ref), StandardCharsets.UTF_8))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> files(Site site) throws Exception {
        try (Stream<Path> all = Files.walk(site.artifactDir())) {
            return all.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void whereverItIsStoppedNothingIsLostAndTheNextRunEndsIt() throws Exception {
        Set<String> all = Stream.concat(SECRETS.stream(), Stream.of(OPEN)).collect(Collectors.toSet());
        boolean stopped = true;
        int step = 1;
        for (; stopped; step++) {
            Site site = site("stopped-" + step);
            String before = check(site);
            List<String> old = files(site);
            try {
                rotate(site, step);
                stopped = false;
            } catch (Stopped e) {
                assertThat(contents(site)).as("after step %d", step).isEqualTo(all);
                boolean starts = AtRestKey.inFile(site.keyFile(), randomness).checkValue().equals(check(site));
                assertThat(starts || Files.exists(site.dataDir().resolve(AtRestKey.ROTATION))).isTrue();
                rotate(site, 0);
            }
            assertThat(check(site)).isNotEqualTo(before);
            assertThat(AtRestKey.inFile(site.keyFile(), randomness).checkValue()).isEqualTo(check(site));
            assertThat(contents(site)).isEqualTo(all);
            assertThat(site.dataDir().resolve(AtRestKey.ROTATION)).doesNotExist();
            List<String> kept = files(site);
            assertThat(kept).hasSize(4);
            assertThat(kept.stream().filter(old::contains)).as("the open one only").hasSize(1);
        }
        assertThat(step).as("steps that were tried").isGreaterThan(9);
    }

    @Test
    void aSecretThatCannotBeReadStopsItBeforeAnythingChanges() throws Exception {
        Site site = site("damaged");
        String before = check(site);
        try (Connection connection = site.external().orElseThrow().connect()) {
            ArtifactRef sealed = Tables.namedArtifacts(connection).stream()
                    .filter(ref -> ref.protection() == Protection.SEALED).findFirst().orElseThrow();
            Files.delete(sealed.below(site.artifactDir()));
            assertThatThrownBy(() -> rotate(site, 0)).isInstanceOf(MaintenanceException.class).hasMessageContaining(sealed.digest());
        }
        assertThat(check(site)).isEqualTo(before);
        assertThat(AtRestKey.inFile(site.keyFile(), randomness).checkValue()).isEqualTo(before);
    }

    @Test
    void aStoppedInstallationWorksUnderTheNewKeyAndARunningOneIsLeftAlone() throws Exception {
        Map<String, String> own = Map.of("proofmark.data-dir", folder.resolve("data").toString());
        String setting = "--proofmark.data-dir=" + folder.resolve("data");
        String proof;
        try (TestNode node = TestNode.start(folder.resolve("node"), own)) {
            String model = node.api().readyModel(FakeEngine.model(0, 0) + "private=1\n");
            proof = node.api().post(model + "/proofs", "{\"inputs\": {\"x\": [[1, 2, 3]]}}").header("Location");
            node.api().await(proof, Api.status("SUCCEEDED"));
            Command refused = Command.run("rotate-key", setting);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).contains("another process runs the embedded database");
        }
        String before = Files.readString(folder.resolve("data/secret.key"));
        Command rotated = Command.run("rotate-key", setting);
        assertThat(rotated.exitCode()).as(rotated.output()).isZero();
        assertThat(rotated.output()).contains("sealed under the new key").doesNotContain(before.strip());
        assertThat(Files.readString(folder.resolve("data/secret.key"))).isNotEqualTo(before);
        try (TestNode node = TestNode.start(folder.resolve("node"), own)) {
            assertThat(node.api().get(proof).expect(200).at("/outputs/y/values/0").doubleValue()).isEqualTo(6);
        }
        assertThat(Command.run("rotate-key", setting, "--proofmark.new-secret-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").output())
                .contains("unset PROOFMARK_NEW_SECRET_KEY");
    }
}
