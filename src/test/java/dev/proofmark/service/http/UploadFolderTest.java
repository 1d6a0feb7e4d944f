package dev.proofmark.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {
    @TempDir
    private Path parent;

    @Test
    void everyProcessHasItsOwnAndLeavesNothing() throws IOException {
        Path one;
        try (UploadFolder first = UploadFolder.open(parent); UploadFolder second = UploadFolder.open(parent)) {
            one = first.folder();
            assertThat(one).isNotEqualTo(second.folder()).isDirectory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one))).isEqualTo("rwx------");
            Files.writeString(one.resolve("part"), "a model");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        Path left = Files.createDirectories(parent.resolve("killed"));
        Files.writeString(left.resolve("part"), "a model");
        Files.createFile(parent.resolve("killed.lock"));
        try (UploadFolder mine = UploadFolder.open(parent)) {
            assertThat(left).doesNotExist();
            assertThat(parent.resolve("killed.lock")).doesNotExist();
            assertThat(mine.folder()).exists();
        }
    }
}
