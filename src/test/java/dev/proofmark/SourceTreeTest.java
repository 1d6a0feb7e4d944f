package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.testing.PackageTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the compiled classes no longer show: package documentation, file sizes, imports of inlined constants, left-overs.
class SourceTreeTest {
    private static final Path MAIN = Path.of("src/main/java/dev/proofmark");
    private static final int LINES_AT_MOST = 400;
    private static final List<String> ORDER = PackageTable.of("dev.proofmark");
    private static final Pattern IMPORT = Pattern.compile("^import\\s+(?:static\\s+)?dev\\.proofmark\\.(\\w+)");
    /// A word that announces unfinished work, written so that this file does not contain it.
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    @Test
    void sourcesWereFound() {
        assertThat(sources(MAIN)).isNotEmpty();
    }

    @Test
    void everyPackageTeachesItself() {
        Set<Path> withoutDocumentation = sources(MAIN).stream().map(Path::getParent)
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .collect(Collectors.toSet());
        assertThat(withoutDocumentation).as("packages without package-info.java; write one that teaches the package").isEmpty();
    }

    @Test
    void packageDocumentationIsMoreThanALine() {
        assertThat(sources(MAIN).stream()
                .filter(file -> file.getFileName().toString().equals("package-info.java"))
                .filter(file -> lines(file).stream().filter(line -> line.startsWith("///")).count() < 2))
                .as("package-info files that say nothing").isEmpty();
    }

    @Test
    void filesStaySmall() {
        assertThat(sources(MAIN).stream().filter(file -> lines(file).size() > LINES_AT_MOST))
                .as("files over " + LINES_AT_MOST + " lines; move a part that has a name of its own to a file of its own").isEmpty();
    }

    @Test
    void importsFollowTheListing() {
        List<String> violations = sources(MAIN).stream().flatMap(SourceTreeTest::forbiddenImports).toList();
        assertThat(violations).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        Stream<Path> all = Stream.of("src/main/java", "src/test/java", "src/bench/java", "src/launcher/java")
                .map(Path::of).filter(Files::isDirectory).flatMap(folder -> sources(folder).stream());
        assertThat(all.filter(file -> lines(file).stream().anyMatch(line -> LEFT_OVER.matcher(line).find())))
                .as("files that announce unfinished work").isEmpty();
    }

    @Test
    void everyTestClassIsRun() {
        List<Path> unnamed = sources(Path.of("src/test/java")).stream()
                .filter(file -> lines(file).stream()
                        .anyMatch(line -> line.strip().matches("@(Test|ParameterizedTest|RepeatedTest|TestFactory)(\\(.*)?")))
                .filter(file -> !file.getFileName().toString().matches(".*(Test|Tests|TestCase|IT)\\.java|Test.*\\.java"))
                .filter(file -> lines(file).stream().noneMatch(line -> line.contains("abstract class") || line.startsWith("interface")
                        || line.startsWith("public interface")))
                .toList();
        assertThat(unnamed).as("tests whose file name the build does not run; let it end in Test, or IT for the packaged service")
                .isEmpty();
    }

    private static Stream<String> forbiddenImports(Path file) {
        String own = MAIN.relativize(file).getName(0).toString();
        if (!ORDER.contains(own)) {
            return Stream.of();
        }
        return lines(file).stream().map(IMPORT::matcher).filter(Matcher::find).map(found -> found.group(1))
                .filter(ORDER::contains)
                .filter(imported -> ORDER.indexOf(imported) > ORDER.indexOf(own)
                        || own.equals("proving") && imported.equals("compiler"))
                .map(imported -> file + " imports " + imported);
    }

    private static List<Path> sources(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
