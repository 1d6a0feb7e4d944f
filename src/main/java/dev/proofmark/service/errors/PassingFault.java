package dev.proofmark.service.errors;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/// Faults of what the service stands on, which pass without anybody changing the request or the work.
///
/// The one place that tells them from final ones, for jobs (put off, not failed) and answers (503 or 507 with `Retry-After`,
/// not 500). Which exception a fault is wrapped in depends on the layer that met it, so the whole chain of causes is asked:
/// for SQLSTATE classes 08 (connection), 57P (server stopping), 53 (resources), 40 (transaction to be repeated), for the
/// connection pool's and Spring's types, and for what the operating system says of files.
public enum PassingFault {
    DATABASE(ProblemCode.UNAVAILABLE, "the database cannot be reached or cannot do this now", "waits for the database"),
    STORAGE(ProblemCode.STORAGE_FULL, "there is no space left for what is to be stored", "waits for disk space"),
    FILES(ProblemCode.UNAVAILABLE, "too many files are open", "waits for files to be closed");

    private static final String DISK_FULL = "53100";
    private static final List<String> SQL_STATES = List.of("08", "57P", "53", "40");
    /// What the connection pool says, without an SQLSTATE, of a connection that broke, when the transaction is rolled back.
    private static final List<String> CLOSED = List.of("connection is closed", "has been closed");
    private static final List<String> NO_SPACE = List.of("no space left on device", "quota exceeded");
    private static final int MAX_CAUSES = 32;

    private final ProblemCode code;
    private final String detail;
    private final String stage;

    PassingFault(ProblemCode code, String detail, String stage) {
        this.code = code;
        this.detail = detail;
        this.stage = stage;
    }

    /// The fault at the bottom of `thrown`; empty where it is none of these.
    public static Optional<PassingFault> of(Throwable thrown) {
        Throwable cause = thrown;
        boolean database = false;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            PassingFault fault = at(cause);
            if (fault == STORAGE || fault == FILES) {
                return Optional.of(fault);
            }
            database |= fault == DATABASE;
            cause = cause.getCause();
        }
        return database ? Optional.of(DATABASE) : Optional.empty();
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /// What a job is at that is put off for this.
    public String stage() {
        return stage;
    }

    private static PassingFault at(Throwable thrown) {
        return switch (thrown) {
            case SQLException sql -> ofSql(sql);
            case CannotCreateTransactionException _,TransientDataAccessException _,RecoverableDataAccessException _,DataAccessResourceFailureException _ ->
                    DATABASE;
            case IOException io -> ofFile(io);
            default -> null;
        };
    }

    private static PassingFault ofSql(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.equals(DISK_FULL)) {
            return STORAGE;
        }
        boolean passes = state.isEmpty() && CLOSED.stream().anyMatch(text(sql)::contains)
                || SQL_STATES.stream().anyMatch(state::startsWith)
                || sql instanceof SQLTransientException
                || sql instanceof SQLRecoverableException
                || sql instanceof SQLNonTransientConnectionException;
        if (passes) {
            return DATABASE;
        }
        return sql.getNextException() == null ? null : ofSql(sql.getNextException());
    }

    private static PassingFault ofFile(IOException io) {
        String message = text(io);
        if (NO_SPACE.stream().anyMatch(message::contains)) {
            return STORAGE;
        }
        return message.contains("too many open files") ? FILES : null;
    }

    private static String text(Exception thrown) {
        return thrown.getMessage() == null ? "" : thrown.getMessage().toLowerCase(Locale.ROOT);
    }
}
