package dev.proofmark.service.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Where a database is, and as whom it is used. **Leaks** nothing: the text form leaves the password out.
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    /// The lines of `postmaster.pid` that hold the port and the state.
    private static final int PORT_LINE = 3;
    private static final int STATE_LINE = 7;

    /// The embedded server that another process runs in this folder, if one does.
    public static Optional<DatabaseAddress> ofRunning(Path folder) throws IOException {
        Path state = folder.resolve("cluster").resolve("postmaster.pid");
        if (Files.notExists(state)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(state);
        if (lines.size() <= STATE_LINE || !lines.get(STATE_LINE).strip().equals("ready") || !lines.get(0).strip().matches("\\d{1,9}")
                || ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(EmbeddedDatabase.address(Integer.parseInt(lines.get(PORT_LINE).strip()),
                Files.readString(folder.resolve("password")).strip()));
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
