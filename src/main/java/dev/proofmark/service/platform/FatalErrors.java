package dev.proofmark.service.platform;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Errors after which this process is not to be trusted: no memory, or a broken virtual machine.
///
/// Whoever catches everything gives it here first, and so does every thread that dies of something uncaught. The process
/// then ends at once, without hooks, which would need memory too; what it was doing is taken up by the next start.
/// A `StackOverflowError` is not among them: it ends what overflowed and nothing else.
public final class FatalErrors {
    /// The status with which `-XX:+ExitOnOutOfMemoryError` ends a process.
    public static final int EXIT_STATUS = 3;

    /// The status of a process whose embedded database does not start again.
    public static final int NO_DATABASE_STATUS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);
    private static final byte[] LAST_WORDS =
            "proofmark: out of memory or a broken virtual machine; the process ends\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_CAUSES = 32;

    private FatalErrors() {}

    /// Makes this the end of every thread that dies of something uncaught.
    public static void watchThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            endIfFatal(thrown);
            LOG.error("The thread {} ended", thread.getName(), thrown);
        });
    }

    /// Does not return if `thrown`, or what caused it, is fatal.
    public static void endIfFatal(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (fatal(cause)) {
                end(cause);
            }
            cause = cause.getCause();
        }
    }

    /// Ends the process, whose own database has gone for good.
    public static void endForLackOfDatabase() {
        try {
            LOG.error("The process ends: its database does not start again");
        } finally {
            Runtime.getRuntime().halt(NO_DATABASE_STATUS);
        }
    }

    static boolean fatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    private static void end(Throwable thrown) {
        try {
            System.err.write(LAST_WORDS, 0, LAST_WORDS.length);
            LOG.error("The process ends", thrown);
        } finally {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }
}
