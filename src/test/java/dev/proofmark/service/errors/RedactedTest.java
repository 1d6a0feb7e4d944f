package dev.proofmark.service.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RedactedTest {
    private static String log(Throwable thrown) {
        StringWriter text = new StringWriter();
        Redacted.of(thrown).printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void whatTheSystemSaysIsKept() {
        assertThat(log(new UncheckedIOException("secret", new FileSystemException("/data/sealed/ab", null, "Read-only file system"))))
                .contains("java.nio.file.FileSystemException: /data/sealed/ab: Read-only file system").doesNotContain("secret");
        assertThat(log(new IllegalStateException("secret", new NoSuchFileException("/data/x")))).contains("/data/x");
        assertThat(log(new UncheckedIOException(new IOException("No space left on device")))).contains("No space left on device");
        assertThat(log(new IllegalStateException(new SQLException("value 0.5 is secret", "23505"))))
                .contains("SQLSTATE 23505").doesNotContain("secret");
    }

    @Test
    void anyOtherMessageIsNot() {
        assertThat(log(new IllegalStateException("weight 0.7390851", new IOException("weight 0.7390851 at column 5"))))
                .contains("IllegalStateException").contains("IOException").contains("RedactedTest").doesNotContain("0.739");
    }
}
