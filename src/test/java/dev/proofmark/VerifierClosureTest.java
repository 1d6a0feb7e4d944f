package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.proofmark.proving.verifier.BatchVerifier;
import dev.proofmark.proving.verifier.VerifierCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The offline verifier's jar holds what the verifier reaches, and nothing else: who audits it need not read more. The
/// list stands in pom.xml (execution `offline-verifier`); the closure is computed from compiled classes.
class VerifierClosureTest {
    private static final int LINES_AT_MOST = 6_200;
    private static final List<Class<?>> ENTRIES = List.of(VerifierCommand.class, BatchVerifier.class);
    private static final String LAUNCHER = "dev.proofmark.proving.launcher.";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.proofmark");
    private static final Set<String> CLOSURE = closure();

    /// Classes that an entry reaches by any dependency, each nested one under the name of its outermost.
    private static Set<String> closure() {
        Set<String> reached = new TreeSet<>();
        Deque<JavaClass> open = new ArrayDeque<>();
        ENTRIES.forEach(entry -> open.add(MAIN.get(entry)));
        while (!open.isEmpty()) {
            JavaClass next = open.remove();
            if (reached.add(next.getName())) {
                next.getDirectDependenciesFromSelf().stream().map(d -> d.getTargetClass().getBaseComponentType())
                        .filter(target -> MAIN.contain(target.getName())).map(target -> MAIN.get(target.getName()))
                        .forEach(open::add);
            }
        }
        return reached.stream().map(VerifierClosureTest::outermost).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String outermost(String name) {
        return name.replaceFirst("\\$.*", "");
    }

    private static List<String> included() {
        String build = read(Path.of("pom.xml"));
        String shade = build.substring(build.indexOf("<id>offline-verifier</id>"));
        String filter = shade.substring(shade.indexOf("<filter>"), shade.indexOf("</filter>"));
        return Pattern.compile("<include>(.*)</include>").matcher(filter).results().map(found -> found.group(1)).toList();
    }

    private static boolean matches(String include, String className) {
        String regex = Pattern.quote(include).replace("*", "\\E[^/]*\\Q");
        return (className.replace('.', '/') + ".class").matches(regex);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theJarsListIsTheClosure() {
        List<String> includes = included();
        Set<String> listed = MAIN.stream().map(JavaClass::getName)
                .filter(name -> !name.startsWith(LAUNCHER) && !name.endsWith(".package-info"))
                .filter(name -> includes.stream().anyMatch(include -> matches(include, name)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(MAIN.stream().map(JavaClass::getName).filter(name -> CLOSURE.contains(outermost(name)))
                .filter(name -> !listed.contains(name)))
                .as("classes that the verifier reaches and its jar lacks: add an <include> in pom.xml, execution offline-verifier, "
                        + "or, where the verifier should not reach them, put an interface between")
                .isEmpty();
        assertThat(listed.stream().map(VerifierClosureTest::outermost).filter(name -> !CLOSURE.contains(name)).distinct())
                .as("classes in the verifier's jar that the verifier never reaches: move them to a package that pom.xml, execution "
                        + "offline-verifier, does not include (a protocol's room `prover`), or narrow the <include>")
                .isEmpty();
        assertThat(includes).as("an <include> of pom.xml that matches nothing: remove it")
                .allMatch(include -> include.startsWith("dev/proofmark/proving/launcher/") || include.endsWith(".bin")
                        || listed.stream().anyMatch(name -> matches(include, name)));
    }

    @Test
    void nothingInItProvesOrNeedsAnIncubatingModule() {
        assertThat(CLOSURE).allMatch(name -> Files.exists(source(name)));
        assertThat(CLOSURE).as("rooms of prover, owner, compiler, service").noneMatch(name -> name.matches(
                "dev\\.proofmark\\.(argument\\..*\\.prover|proving\\.(prover|witness|key\\.owner)|circuit\\.witness|compiler|service)\\..*"));
        assertThat(MAIN.stream().filter(type -> CLOSURE.contains(outermost(type.getName())))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(d -> d.getTargetClass().getPackageName()).filter(name -> name.startsWith("jdk.incubator"))).isEmpty();
    }

    @Test
    void itIsSmallEnoughToBeRead() {
        long lines = CLOSURE.stream().mapToLong(name -> read(source(name)).lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("import ") && !line.startsWith("package "))
                .count()).sum();
        assertThat(lines).as("lines of code in the verifier's jar, without comments and imports: what of it does only a prover or a "
                + "compiler need?").isBetween(1_000L, (long) LINES_AT_MOST);
    }

    private static Path source(String name) {
        return Path.of("src/main/java", name.replace('.', '/') + ".java");
    }
}
