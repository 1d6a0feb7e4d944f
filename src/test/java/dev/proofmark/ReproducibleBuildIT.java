package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an auditor asks first: is this jar made of that source, and of what else?
class ReproducibleBuildIT {
    private static final Path TARGET = Path.of("target");
    private static final List<String> SOURCES = List.of("pom.xml", "mvnw", ".mvn", "src", "db", "openapi");

    @TempDir
    private Path folder;

    @Test
    void theChecksumsAreThoseOfBothVerifiers() throws Exception {
        assertThat(Files.readAllLines(TARGET.resolve("proofmark-verifiers.sha256"))).containsExactly(
                sha256(TARGET.resolve("proofmark-verifier.jar")) + "  proofmark-verifier.jar",
                sha256(Path.of("src/test/python/independent_verifier.py")) + "  proofmark-verifier.py");
        assertThat(TARGET.resolve("proofmark-verifier.py")).hasSameBinaryContentAs(Path.of("src/test/python/independent_verifier.py"));
    }

    @Test
    void theBillOfMaterialsNamesWhatIsInTheJars() throws Exception {
        JsonNode bill = JsonMapper.builder().build().readTree(Files.readAllBytes(TARGET.resolve("proofmark-sbom.json")));
        assertThat(bill.get("bomFormat").stringValue()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").stringValue()).isEqualTo("proofmark");
        List<String> names = bill.get("components").valueStream().map(component -> component.get("name").stringValue()).toList();
        assertThat(names).contains("bcprov-jdk18on", "postgresql", "onnxruntime", "spring-webmvc").doesNotContain("junit-jupiter",
                "archunit");
    }

    /// From a copy of the sources in another folder, by the Java that this build runs on.
    @Test
    void aSecondBuildGivesEqualBytes() throws Exception {
        for (String source : SOURCES) {
            copy(Path.of(source), folder.resolve(source));
        }
        Path log = folder.resolve("build.log");
        ProcessBuilder build = new ProcessBuilder("./mvnw", "-B", "-ntp", "-q", "-Dmaven.test.skip=true", "package")
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        build.environment().put("JAVA_HOME", System.getProperty("proofmark.maven.java"));
        int exit = build.start().waitFor();
        assertThat(exit).as(() -> text(log)).isZero();
        for (String made : List.of("proofmark-verifier.jar", "proofmark-verifiers.sha256", "proofmark-sbom.json")) {
            assertThat(folder.resolve("target").resolve(made)).as(made + " of two builds; classes of deleted sources in target/classes"
                    + " make them differ too: ./mvnw clean").hasSameBinaryContentAs(TARGET.resolve(made));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
