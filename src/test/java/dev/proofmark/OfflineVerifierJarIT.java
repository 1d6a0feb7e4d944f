package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged offline verifier: what is in the jar, that it starts on a bare JVM, and its exit code 2.
class OfflineVerifierJarIT {
    private static final Path CURRENT_JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path folder;

    @Test
    void holdsTheVerifierAndNothingThatProvesServesOrLogs() throws IOException {
        List<String> classes = classNames();
        assertThat(classes).contains("dev/proofmark/proving/launcher/VerifierLauncher.class",
                "dev/proofmark/proving/verifier/VerifierCommand.class");
        assertThat(classes).allMatch(name -> name.startsWith("dev/proofmark/") || name.startsWith("org/bouncycastle/"));
        assertThat(classes).noneMatch(name -> name.startsWith("dev/proofmark/compiler/")
                || name.startsWith("dev/proofmark/service/")
                || name.startsWith("dev/proofmark/proving/prover/")
                || name.startsWith("dev/proofmark/proving/witness/")
                || name.startsWith("dev/proofmark/proving/key/owner/")
                || name.startsWith("dev/proofmark/circuit/witness/")
                || name.matches("dev/proofmark/argument/.*/prover/.*")
                || name.matches("dev/proofmark/algebra/field/(Vector|Plain|Scalar).*"));
        assertThat(Files.size(VerifierJar.path())).isLessThan(3_000_000);
    }

    @Test
    void theMainClassIsReadableByJava8() throws IOException {
        try (JarFile jar = new JarFile(VerifierJar.path().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("dev.proofmark.proving.launcher.VerifierLauncher");
            byte[] launcher = jar.getInputStream(
                    jar.getEntry("dev/proofmark/proving/launcher/VerifierLauncher.class")).readAllBytes();
            assertThat(launcher[7]).as("class file version").isEqualTo((byte) 52);
        }
    }

    @Test
    void badUsageIsUnusable() throws Exception {
        assertThat(VerifierJar.run(CURRENT_JAVA).exitCode()).isEqualTo(2);
        assertThat(VerifierJar.run(CURRENT_JAVA, "--key").exitCode()).isEqualTo(2);
        assertThat(VerifierJar.run(CURRENT_JAVA, "--nonsense").exitCode()).isEqualTo(2);
    }

    @Test
    void aMissingFileAndAnUndecodableKeyAreUnusable() throws Exception {
        Path absent = folder.resolve("absent");
        Path noise = Files.writeString(folder.resolve("noise"), "this is no key");
        assertThat(VerifierJar.run(CURRENT_JAVA, "--key", absent.toString(), "--proof", noise.toString()).exitCode())
                .isEqualTo(2);
        assertThat(VerifierJar.run(CURRENT_JAVA, "--key", noise.toString(), "--proof", noise.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void anOldJavaIsToldWhichOneIsNeeded() throws Exception {
        Path oldJava = VerifierJar.olderJava();
        assumeThat(oldJava).as("a Java older than 25 under /usr/lib/jvm").isNotNull();
        VerifierJar.Run run = VerifierJar.run(oldJava, "--key", "k", "--proof", "p");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("needs Java 25");
    }

    private static List<String> classNames() throws IOException {
        try (JarFile jar = new JarFile(VerifierJar.path().toFile())) {
            return jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")).toList();
        }
    }
}
