package dev.proofmark;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.proofmark.testing.PackageTable;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The import table of the root package's documentation, held on compiled classes. What javac inlines or erases
/// (constants, comments, file sizes) is held by [SourceTreeTest], the content of the offline verifier's jar by
/// [VerifierClosureTest].
class ArchitectureTest {
    /// Top-level packages in dependency order: each may use only those before it.
    private static final List<String> ORDER = PackageTable.of("dev.proofmark");
    private static final int CLASSES_AT_LEAST = 400;
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.proofmark");

    private static final DescribedPredicate<JavaClass> VERIFIER = resideInAnyPackage(
            "dev.proofmark.argument.*", "dev.proofmark.circuit", "dev.proofmark.circuit.rules", "dev.proofmark.circuit.build",
            "dev.proofmark.circuit.codec", "dev.proofmark.proving.key", "dev.proofmark.proving.proof", "dev.proofmark.proving.verifier");

    static Stream<String> order() {
        return ORDER.stream();
    }

    @Test
    void classesWereFound() {
        assertThat(MAIN.size()).isGreaterThanOrEqualTo(CLASSES_AT_LEAST);
    }

    @ParameterizedTest
    @MethodSource("order")
    void aPackageUsesOnlyThoseBeforeIt(String name) {
        String[] later = ORDER.stream().skip(ORDER.indexOf(name) + 1L)
                .map(other -> "dev.proofmark." + other + "..").toArray(String[]::new);
        if (later.length > 0) {
            noClasses().that().resideInAPackage("dev.proofmark." + name + "..")
                    .should().dependOnClassesThat().resideInAnyPackage(later)
                    .allowEmptyShould(true).check(MAIN);
        }
    }

    /// The rooms of the circuit stand in the table of its documentation.
    @Test
    void roomsOfTheCircuitUseOnlyThoseBeforeThem() {
        List<String> rooms = PackageTable.of("dev.proofmark.circuit").stream()
                .map(row -> row.equals("circuit") ? "dev.proofmark.circuit" : "dev.proofmark.circuit." + row).toList();
        assertThat(MAIN.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith("dev.proofmark.circuit")).distinct())
                .as("packages; each has a row in the table of " + PackageTable.file("dev.proofmark.circuit"))
                .containsExactlyInAnyOrderElementsOf(rooms);
        for (int i = 0; i < rooms.size() - 1; i++) {
            noClasses().that().resideInAPackage(rooms.get(i))
                    .should().dependOnClassesThat().resideInAnyPackage(rooms.subList(i + 1, rooms.size()).toArray(String[]::new))
                    .check(MAIN);
        }
    }

    @Test
    void provingNeverUsesTheCompiler() {
        noClasses().that().resideInAPackage("dev.proofmark.proving..")
                .should().dependOnClassesThat().resideInAPackage("dev.proofmark.compiler..")
                .allowEmptyShould(true).check(MAIN);
    }

    @Test
    void everyClassLivesInAKnownPackage() {
        Set<String> unknown = MAIN.stream()
                .map(type -> type.getPackageName().replaceFirst("^dev\\.proofmark\\.?", ""))
                .map(name -> name.replaceFirst("\\..*", ""))
                .filter(name -> !name.isEmpty() && !ORDER.contains(name))
                .collect(Collectors.toSet());
        assertThat(unknown)
                .as("top-level packages outside the import table; each has a row in dev.proofmark.package-info and a place in ORDER")
                .isEmpty();
    }

    @Test
    void springPersistenceAndJsonStayInTheService() {
        noClasses().that().resideInAnyPackage("dev.proofmark.algebra..", "dev.proofmark.argument..",
                "dev.proofmark.circuit..", "dev.proofmark.compiler..", "dev.proofmark.proving..")
                .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta..", "javax.servlet..",
                        "org.hibernate..", "com.fasterxml.jackson..", "tools.jackson..", "java.sql..")
                .allowEmptyShould(true).check(MAIN);
    }

    @Test
    void onlyTheCompilerReadsOnnx() {
        noClasses().that().resideOutsideOfPackage("dev.proofmark.compiler..")
                .should().dependOnClassesThat().resideInAnyPackage("ai.onnx..", "com.google.protobuf..", "org.tribuo..")
                .allowEmptyShould(true).check(MAIN);
    }

    @Test
    void theVerifierReachesNoProverCompilerOrService() {
        noClasses().that(VERIFIER)
                .should().dependOnClassesThat().resideInAnyPackage("dev.proofmark.argument.*.prover..",
                        "dev.proofmark.circuit.witness..", "dev.proofmark.proving.key.owner..", "dev.proofmark.proving.prover..",
                        "dev.proofmark.proving.witness..", "dev.proofmark.compiler..", "dev.proofmark.service..")
                .check(MAIN);
    }

    @Test
    void theVerifiersOwnPackagesAreDeterministic() {
        DescribedPredicate<JavaClass> own = resideInAnyPackage(
                "dev.proofmark.proving.key..", "dev.proofmark.proving.proof..", "dev.proofmark.proving.verifier..");
        noClasses().that(own).should().dependOnClassesThat(nondeterministic())
                .allowEmptyShould(true).check(MAIN);
        noClasses().that(own).should().accessTargetWhere(clockOrHashOrder())
                .allowEmptyShould(true).check(MAIN);
    }

    @Test
    void theMathematicsHasNoLoggingAndNoClock() {
        noClasses().that().resideInAnyPackage("dev.proofmark.algebra..", "dev.proofmark.argument..", "dev.proofmark.circuit..")
                .should().dependOnClassesThat().resideInAnyPackage("org.slf4j..", "java.util.logging..", "java.time..",
                        "org.apache.commons.logging..")
                .allowEmptyShould(true).check(MAIN);
    }

    @Test
    void oneClassCreatesSecureRandom() {
        Set<String> creators = MAIN.stream()
                .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                .filter(call -> call.getTarget().getOwner().isAssignableTo(SecureRandom.class))
                .map(JavaConstructorCall::getOriginOwner)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        Set<String> factories = MAIN.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTarget().getOwner().isEquivalentTo(SecureRandom.class)
                        && call.getTarget().getName().startsWith("getInstance"))
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toSet());
        creators.addAll(factories);
        assertThat(creators).as("the one class that creates SecureRandom").hasSize(1);
    }

    @Test
    void namesSayWhatThingsAre() {
        classes().should().haveSimpleNameNotEndingWith("Impl")
                .andShould().haveSimpleNameNotEndingWith("Util")
                .andShould().haveSimpleNameNotEndingWith("Utils")
                .andShould().haveSimpleNameNotEndingWith("Helper")
                .andShould().haveSimpleNameNotEndingWith("Manager")
                .andShould().haveSimpleNameNotEndingWith("Dto")
                .andShould().haveSimpleNameNotEndingWith("DTO")
                .andShould().haveSimpleNameNotStartingWith("Base")
                .check(MAIN);
    }

    @Test
    void dangerLivesInTheTestTree() {
        noClasses().should().haveSimpleNameStartingWith("Insecure")
                .orShould().haveSimpleNameStartingWith("Testing")
                .orShould().haveSimpleNameStartingWith("Fake")
                .orShould().haveSimpleNameStartingWith("Cheating")
                .check(MAIN);
    }

    @Test
    void productionCodeKnowsNoTestLibrary() {
        noClasses().should().dependOnClassesThat(resideInAPackage("org.junit..").or(resideInAPackage("org.assertj.."))
                .or(resideInAPackage("org.mockito..")).or(resideInAPackage("org.openjdk.jmh.."))).check(MAIN);
    }

    private static DescribedPredicate<JavaClass> nondeterministic() {
        return describe("randomness, logging or the environment", type -> type.isAssignableTo(java.util.Random.class)
                || type.getPackageName().startsWith("java.util.random")
                || type.getPackageName().startsWith("org.slf4j")
                || type.getPackageName().startsWith("java.util.logging")
                || type.getPackageName().startsWith("java.net.http")
                || type.isEquivalentTo(java.util.UUID.class)
                || type.isEquivalentTo(java.time.Clock.class)
                || type.isEquivalentTo(java.time.Instant.class)
                || type.isEquivalentTo(java.util.IdentityHashMap.class));
    }

    private static DescribedPredicate<JavaAccess<?>> clockOrHashOrder() {
        return describe("a clock, a parallel stream or an iteration in hash order", access -> {
            AccessTarget target = access.getTarget();
            String owner = target.getOwner().getName();
            String name = target.getName();
            return owner.equals("java.lang.System") && (name.equals("nanoTime") || name.equals("currentTimeMillis")
                    || name.equals("identityHashCode") || name.equals("getenv"))
                    || name.equals("parallelStream") || name.equals("parallel") && owner.startsWith("java.util.stream")
                    || (owner.equals("java.util.HashMap") || owner.equals("java.util.HashSet"))
                            && (name.equals("keySet") || name.equals("entrySet") || name.equals("values")
                                    || name.equals("iterator") || name.equals("forEach") || name.equals("stream"));
        });
    }
}
