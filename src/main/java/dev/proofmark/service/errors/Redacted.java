package dev.proofmark.service.errors;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// An unforeseen exception as the log may show it: types, stack frames, and of messages what cannot hold a secret.
///
/// Kept are the messages of the file system (path and reason), what the operating system says of a read or a write, and the
/// SQLSTATE of a database error. Any other message can hold anything, a weight or an input included, and is left out.
public final class Redacted extends Exception {
    /// Of the system's own texts, by which an `IOException` without a path tells why.
    private static final List<String> SYSTEM_TEXTS = List.of("no space left on device", "disk quota exceeded",
            "input/output error", "too many open files", "read-only file system", "permission denied", "stale file handle",
            "file too large", "cannot allocate memory", "connection reset", "connection refused", "broken pipe");

    private Redacted(Throwable original, int depth) {
        super(original.getClass().getName() + told(original),
                original.getCause() == null || depth == 0 ? null : new Redacted(original.getCause(), depth - 1));
        setStackTrace(original.getStackTrace());
    }

    public static Redacted of(Throwable original) {
        return new Redacted(original, 12);
    }

    private static String told(Throwable original) {
        String message = original.getMessage();
        return switch (original) {
            case SQLException sql -> sql.getSQLState() == null ? "" : ": SQLSTATE " + sql.getSQLState();
            case FileSystemException file -> message == null ? "" : ": " + message;
            case IOException _ -> message != null && SYSTEM_TEXTS.contains(message.toLowerCase(Locale.ROOT)) ? ": " + message : "";
            default -> "";
        };
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
