package dev.proofmark.service.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.proofmark.service.artifacts.ArtifactRef.Protection;
import dev.proofmark.service.platform.Digests;
import dev.proofmark.service.platform.Randomness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactStoreTest {
    private static final byte[] CONTENT = "a model's weights".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private FileArtifactStore store;

    @BeforeEach
    void make() {
        Randomness randomness = new Randomness();
        AtRestKey key = AtRestKey.inFile(folder.resolve("secret.key"), randomness);
        store = new FileArtifactStore(folder.resolve("artifacts"), new SecretCipher(key, randomness));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("artifacts"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void openArtefactsAreNamedByTheirContent() throws IOException {
        ArtifactRef ref = store.store(Protection.OPEN, CONTENT);
        assertThat(ref).isEqualTo(store.store(Protection.OPEN, CONTENT));
        assertThat(ref.digest()).isEqualTo(Digests.sha256(CONTENT));
        assertThat(ArtifactRef.parse(ref.toString())).isEqualTo(ref);
        assertThat(store.load(ref)).isEqualTo(CONTENT);
        assertThat(files()).hasSize(1);
        assertThat(Files.readAllBytes(files().getFirst())).isEqualTo(CONTENT);
    }

    @Test
    void sealedArtefactsNeitherShowNorNameTheirContent() throws IOException {
        ArtifactRef ref = store.store(Protection.SEALED, CONTENT);
        assertThat(store.store(Protection.SEALED, CONTENT)).isNotEqualTo(ref);
        assertThat(ref.digest()).isNotEqualTo(Digests.sha256(CONTENT));
        assertThat(store.load(ref)).isEqualTo(CONTENT);
        for (Path file : files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain("weights");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
    }

    @Test
    void changedAndMissingFilesAreNotGivenOut() throws IOException {
        for (Protection protection : Protection.values()) {
            ArtifactRef ref = store.store(protection, CONTENT);
            Path file = files().stream().filter(f -> f.endsWith(ref.digest())).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> store.load(ref)).isInstanceOf(ArtifactUnreadableException.class).hasMessageContaining("changed");
            Files.delete(file);
            assertThatThrownBy(() -> store.load(ref)).isInstanceOf(ArtifactUnreadableException.class).hasMessageContaining("missing");
        }
    }

    @Test
    void storingAgainRepairsADamagedFile() throws IOException {
        ArtifactRef ref = store.store(Protection.OPEN, CONTENT);
        Files.write(files().getFirst(), new byte[] {1});
        assertThat(store.store(Protection.OPEN, CONTENT)).isEqualTo(ref);
        assertThat(store.load(ref)).isEqualTo(CONTENT);
    }

    @Test
    void erasingTakesTheFileAtOnce() {
        ArtifactRef secret = store.store(Protection.SEALED, CONTENT);
        ArtifactRef open = store.store(Protection.OPEN, CONTENT);
        store.erase(secret);
        store.erase(secret);
        assertThat(store.present(open)).isTrue();
        store.erase(open);
        assertThatThrownBy(() -> store.load(secret)).isInstanceOf(ArtifactUnreadableException.class);
        assertThat(store.present(secret)).isFalse();
        assertThat(store.present(open)).isFalse();
    }

    @Test
    void aSweepTakesWhatIsOldAndUnnamed() throws IOException {
        ArtifactRef named = store.store(Protection.OPEN, new byte[] {1});
        ArtifactRef unnamed = store.store(Protection.OPEN, new byte[] {2});
        ArtifactRef secret = store.store(Protection.SEALED, new byte[] {3});
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        ArtifactRef young = store.store(Protection.OPEN, new byte[] {4});
        ArtifactRef again = store.store(Protection.OPEN, new byte[] {2});
        assertThat(again).isEqualTo(unnamed);
        assertThat(store.sweep(Duration.ofDays(1), () -> Set.of(named))).isEqualTo(1);
        assertThat(store.load(named)).containsExactly(1);
        assertThat(store.load(unnamed)).containsExactly(2);
        assertThat(store.load(young)).containsExactly(4);
        assertThatThrownBy(() -> store.load(secret)).isInstanceOf(ArtifactUnreadableException.class);
    }

    @Test
    void theKeyFileIsMadeOnceAndForThisUserOnly() throws IOException {
        Path file = folder.resolve("secret.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        String check = AtRestKey.inFile(file, new Randomness()).checkValue();
        assertThat(AtRestKey.inFile(file, new Randomness()).checkValue()).isEqualTo(check);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> AtRestKey.inFile(file, new Randomness())).hasMessageContaining("0600");
    }
}
