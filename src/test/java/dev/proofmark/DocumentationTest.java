package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name exists: test classes, linked files, build profiles.
class DocumentationTest {
    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|IT))(?:[.#]\\w+)?`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern PROFILE = Pattern.compile("-P(\\w+)");

    @Test
    void namedTestClassesExist() throws IOException {
        Set<String> existing;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            existing = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - 5)).collect(Collectors.toSet());
        }
        Set<String> named = new TreeSet<>();
        for (Path document : documents()) {
            TEST_CLASS.matcher(Files.readString(document)).results().map(found -> found.group(1)).forEach(named::add);
        }
        assertThat(existing).containsAll(named);
    }

    @Test
    void linkedFilesExist() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            Path folder = document.toAbsolutePath().getParent();
            while (link.find()) {
                if (!Files.exists(folder.resolve(link.group(1)))) {
                    missing.add(document + " -> " + link.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void namedProfilesExist() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));
        for (Path document : documents()) {
            PROFILE.matcher(Files.readString(document)).results().map(found -> found.group(1))
                    .forEach(profile -> assertThat(build).as(document + " names profile").contains("<id>" + profile + "</id>"));
        }
    }

    /// [WalkthroughIT] runs that script; a reader copies it from here.
    @Test
    void theReadmeShowsTheWalkThroughWordByWord() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("```sh\n" + Files.readString(Path.of("bin/walkthrough")) + "```\n");
    }

    /// `spring-boot:run` compiles tests, for minutes, where it is not told otherwise.
    @Test
    void theFirstCommandOfTheReadmeCompilesNoTests() throws IOException {
        String build = Files.readString(Path.of("pom.xml"));
        int from = build.indexOf("<id>demo</id>");
        assertThat(build.substring(from, build.indexOf("</profile>", from))).contains("<maven.test.skip>true</maven.test.skip>");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs.filter(file -> file.toString().endsWith(".md")))
                    .sorted().toList();
        }
    }
}
