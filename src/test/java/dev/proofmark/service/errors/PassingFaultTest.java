package dev.proofmark.service.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionSystemException;

class PassingFaultTest {
    private static Throwable wrapped(Exception bottom) {
        return new IllegalStateException(new TransactionSystemException("commit failed", new RuntimeException(bottom)));
    }

    @ParameterizedTest
    @CsvSource({"08000, DATABASE", "08006, DATABASE", "57P01, DATABASE", "57P03, DATABASE", "53000, DATABASE",
        "53300, DATABASE", "40001, DATABASE", "40P01, DATABASE", "53100, STORAGE"})
    void sqlStatesPassWhateverTheyAreWrappedIn(String state, PassingFault fault) {
        SQLException bottom = new SQLException("text", state);
        assertThat(PassingFault.of(bottom)).contains(fault);
        assertThat(PassingFault.of(wrapped(bottom))).contains(fault);
        assertThat(PassingFault.of(new JpaSystemException(new GenericJDBCException("text", bottom)))).contains(fault);
        BatchUpdateException batch = new BatchUpdateException();
        batch.setNextException(bottom);
        assertThat(PassingFault.of(wrapped(batch))).contains(fault);
    }

    @ParameterizedTest
    @CsvSource({"23505", "42P01", "22001", "57014", "25P02", "P0001", "XX000"})
    void otherSqlStatesAreFinal(String state) {
        assertThat(PassingFault.of(wrapped(new SQLException("text", state)))).isEmpty();
    }

    @Test
    void aPoolWithoutConnectionsPasses() {
        assertThat(PassingFault.of(wrapped(new SQLException("Connection is closed")))).contains(PassingFault.DATABASE);
        assertThat(PassingFault.of(wrapped(new SQLException("This statement is final")))).isEmpty();
        assertThat(PassingFault.of(wrapped(new SQLTransientConnectionException("timed out")))).contains(PassingFault.DATABASE);
    }

    @ParameterizedTest
    @CsvSource({"No space left on device, STORAGE", "Disk quota exceeded, STORAGE", "Too many open files, FILES"})
    void fullDisksPass(String reason, PassingFault fault) {
        assertThat(PassingFault.of(new UncheckedIOException("cannot store", new IOException(reason)))).contains(fault);
        assertThat(PassingFault.of(wrapped(new FileSystemException("/a", null, reason)))).contains(fault);
    }

    @Test
    void everythingElseIsFinal() {
        assertThat(PassingFault.of(new IllegalStateException("the connection"))).isEmpty();
        assertThat(PassingFault.of(wrapped(new IOException("Input/output error")))).isEmpty();
        assertThat(PassingFault.of(wrapped(new IOException((String) null)))).isEmpty();
        assertThat(PassingFault.of(new DataIntegrityViolationException("x", new SQLException("x", "23503")))).isEmpty();
        assertThat(PassingFault.of(new OutOfMemoryError())).isEmpty();
    }
}
