package dev.proofmark.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of the service's documentation, read from it and held on compiled classes.
class ServiceStructureTest {
    private static final Path TABLE = Path.of("src/main/java/dev/proofmark/service/package-info.java");
    private static final List<String> ORDER = order();
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.proofmark.service");

    private static List<String> order() {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.map(Pattern.compile("^/// \\| `(\\w+)` +\\|.*")::matcher).filter(Matcher::matches)
                    .map(row -> row.group(1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyFeatureIsInTheTable() {
        assertThat(ORDER).as("rows of the table in " + TABLE).hasSizeGreaterThanOrEqualTo(8);
        assertThat(SERVICE.size()).isGreaterThan(60);
        assertThat(SERVICE.stream()
                        .map(type -> type.getPackageName().replaceFirst("^dev\\.proofmark\\.service\\.?", ""))
                        .filter(name -> !name.isEmpty())
                        .distinct())
                .as("packages of the service; each has a row in the table of " + TABLE + ", after all that it imports")
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void aFeatureUsesOnlyThoseBeforeIt() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> "dev.proofmark.service." + name).toArray(String[]::new);
            noClasses().that().resideInAPackage("dev.proofmark.service." + ORDER.get(i))
                    .should().dependOnClassesThat().resideInAnyPackage(later).check(SERVICE);
        }
    }

    @Test
    void onlyTheEngineReachesCompilerAndProver() {
        noClasses().that().resideOutsideOfPackage("dev.proofmark.service.engine")
                .should().dependOnClassesThat().resideInAnyPackage("dev.proofmark.algebra..", "dev.proofmark.argument..",
                        "dev.proofmark.circuit..", "dev.proofmark.compiler..", "dev.proofmark.proving..")
                .check(SERVICE);
    }
}
