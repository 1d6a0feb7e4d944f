package dev.proofmark.compiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.proofmark.testing.PackageTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tables of rooms in the documentation of importer and quantiser, read from it and held on compiled classes.
class CompilerStructureTest {
    private static final JavaClasses COMPILER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.proofmark.compiler");

    /// The packages of a table from first to last; the row that is named like the package itself is the package.
    private static List<String> rooms(String name) {
        String root = "dev.proofmark.compiler." + name;
        return PackageTable.of(root).stream().map(row -> row.equals(name) ? root : root + "." + row).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx", "quantize"})
    void everyRoomIsInTheTable(String name) {
        String root = "dev.proofmark.compiler." + name;
        assertThat(COMPILER.stream().map(type -> type.getPackageName())
                .filter(found -> found.equals(root) || found.startsWith(root + "."))
                .distinct())
                .as("packages; each has a row in the table of " + PackageTable.file(root) + ", after all that it imports")
                .containsExactlyInAnyOrderElementsOf(rooms(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx", "quantize"})
    void aRoomUsesOnlyThoseBeforeIt(String name) {
        List<String> rooms = rooms(name);
        for (int i = 0; i < rooms.size() - 1; i++) {
            noClasses().that().resideInAPackage(rooms.get(i))
                    .should().dependOnClassesThat().resideInAnyPackage(rooms.subList(i + 1, rooms.size()).toArray(String[]::new))
                    .because("the table of " + PackageTable.file("dev.proofmark.compiler." + name) + " says so")
                    .check(COMPILER);
        }
    }

    /// A new operator is a file and a line of its family's table, so families know nothing of each other.
    @ParameterizedTest
    @ValueSource(strings = {"logic", "math", "nn", "reduction", "shape"})
    void familiesOfOperatorsDoNotKnowEachOther(String family) {
        String operators = "dev.proofmark.compiler.onnx.operators";
        String[] others = rooms("onnx").stream()
                .filter(room -> room.startsWith(operators) && !room.equals(operators + "." + family)).toArray(String[]::new);
        noClasses().that().resideInAPackage(operators + "." + family)
                .should().dependOnClassesThat().resideInAnyPackage(others).check(COMPILER);
    }

    /// What the compiler chooses by cost, it chooses at fixed prices: compiling is a function of model, data and options alone.
    @Test
    void theCompilerReadsNoPricesOfTheHost() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.proofmark.proving..", "dev.proofmark.service..",
                "java.lang.management..").check(COMPILER);
        noClasses().that().resideInAnyPackage("dev.proofmark.compiler.synthesis..", "dev.proofmark.compiler.quantize..")
                .should().callMethod(System.class, "nanoTime").orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(Runtime.class, "availableProcessors").check(COMPILER);
    }
}
