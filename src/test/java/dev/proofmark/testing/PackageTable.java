package dev.proofmark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The table of packages in a package's documentation: the first column of its rows, in order.
public final class PackageTable {
    private static final Pattern ROW = Pattern.compile("^/// \\| `([\\w.]+)` +\\|.*");

    private PackageTable() {
    }

    public static Path file(String name) {
        return Path.of("src/main/java", name.split("\\.")).resolve("package-info.java");
    }

    public static List<String> of(String name) {
        try (Stream<String> lines = Files.lines(file(name))) {
            List<String> rows = lines.map(ROW::matcher).filter(Matcher::matches).map(row -> row.group(1)).toList();
            assertThat(rows).as("rows of the table in " + file(name)).hasSizeGreaterThanOrEqualTo(3);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
