package dev.proofmark.compiler.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    @TempDir
    private Path parent;

    /// Makes a folder with a file in it, tells so, and waits to be killed.
    static final class Owner {
        public static void main(String[] arguments) throws IOException {
            PrivateFolder folder = PrivateFolder.createIn(Path.of(arguments[0]));
            Files.write(folder.path().resolve("library"), new byte[1000]);
            System.out.println(folder.path());
            System.in.read();
        }
    }

    private Process owner() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Owner.class.getName(), parent.toString()).start();
    }

    private static Path made(Process owner) throws IOException {
        BufferedReader lines = new BufferedReader(owner.inputReader(StandardCharsets.UTF_8));
        return Path.of(lines.readLine());
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatALivingOneUsesIsNot() throws Exception {
        Process killed = owner();
        Process living = owner();
        try (PrivateFolder own = PrivateFolder.createIn(parent)) {
            Path left = made(killed);
            Path used = made(living);
            killed.destroyForcibly().waitFor();
            assertThat(left.resolve("library")).exists();
            PrivateFolder.removeLeftBehind(parent);
            assertThat(left).doesNotExist();
            assertThat(used.resolve("library")).exists();
            assertThat(own.path()).exists();
        } finally {
            living.destroyForcibly().waitFor();
            killed.destroyForcibly();
        }
        PrivateFolder.createIn(parent).close();
        try (Stream<Path> files = Files.list(parent)) {
            assertThat(files).as("folders and locks").isEmpty();
        }
    }
}
