package dev.proofmark.service.maintenance;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// One run of a command: its exit code and what it printed on both streams.
record Command(int exitCode, String output) {
    static Command run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int exitCode = MaintenanceCommand.run(out, out, arguments);
        return new Command(exitCode, bytes.toString(StandardCharsets.UTF_8));
    }
}
