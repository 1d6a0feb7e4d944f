package dev.proofmark.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.proofmark.testing.PackageTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of the service's documentation, read from it and held on compiled classes.
class ServiceStructureTest {
    private static final List<String> ORDER = PackageTable.of("dev.proofmark.service");
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.proofmark.service");

    @Test
    void everyFeatureIsInTheTable() {
        assertThat(SERVICE.size()).isGreaterThan(60);
        assertThat(SERVICE.stream()
                        .map(type -> type.getPackageName().replaceFirst("^dev\\.proofmark\\.service\\.?", ""))
                        .filter(name -> !name.isEmpty())
                        .distinct())
                .as("packages of the service; each has a row in the table of " + PackageTable.file("dev.proofmark.service") + ", after all that it imports")
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
