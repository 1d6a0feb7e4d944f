package dev.proofmark.service.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Small things that the commands share.
final class Places {
    private Places() {}

    /// **Errors** where something is there already: nothing is ever overwritten.
    static void demandEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new MaintenanceException(folder + " is not empty: give a folder that is, or that is not there");
                }
            }
        }
    }

    static String list(List<String> columns) {
        return columns.stream().map(Tables::quoted).collect(Collectors.joining(", "));
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MaintenanceException("interrupted");
        }
    }
}
