package dev.proofmark.service.maintenance;

import dev.proofmark.service.artifacts.ArtifactRef;
import dev.proofmark.service.artifacts.AtRestKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the schema itself says of its tables, so that no list of them can fall behind.
final class Tables {
    private static final String HISTORY = "flyway_schema_history";
    /// Columns of this name, or ending in `_artifact`, name files (see the schema's first lines).
    private static final String ARTIFACT = "artifact";

    private Tables() {}

    /// Every table of the service with its columns, each table after those that it refers to.
    static Map<String, List<String>> inOrder(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (List<String> row : rows(connection, """
                select t.table_name, c.column_name from information_schema.tables t
                    join information_schema.columns c using (table_schema, table_name)
                where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
                order by t.table_name, c.ordinal_position""")) {
            columns.computeIfAbsent(row.get(0), table -> new ArrayList<>()).add(row.get(1));
        }
        columns.remove(HISTORY);
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        columns.keySet().forEach(table -> needs.put(table, new HashSet<>()));
        for (List<String> row : rows(connection, """
                select child.relname, parent.relname from pg_constraint k
                    join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
                where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and child.oid <> parent.oid""")) {
            needs.get(row.get(0)).add(row.get(1));
        }
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        while (ordered.size() < columns.size()) {
            List<String> next = needs.keySet().stream()
                    .filter(table -> !ordered.containsKey(table) && ordered.keySet().containsAll(needs.get(table))).toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle: " + needs);
            }
            next.forEach(table -> ordered.put(table, columns.get(table)));
        }
        return ordered;
    }

    /// Table and column of everything that names files.
    static List<Map.Entry<String, String>> artifactColumns(Connection connection) throws SQLException {
        List<Map.Entry<String, String>> found = new ArrayList<>();
        inOrder(connection).forEach((table, columns) -> columns.stream()
                .filter(column -> column.equals(ARTIFACT) || column.endsWith("_" + ARTIFACT))
                .forEach(column -> found.add(Map.entry(table, column))));
        return found;
    }

    /// Every file that some row names.
    static Set<ArtifactRef> namedArtifacts(Connection connection) throws SQLException {
        Set<ArtifactRef> named = new HashSet<>();
        for (Map.Entry<String, String> column : artifactColumns(connection)) {
            for (List<String> row : rows(connection, "select distinct %2$s from %1$s where %2$s is not null"
                    .formatted(quoted(column.getKey()), quoted(column.getValue())))) {
                named.add(ArtifactRef.parse(row.getFirst()));
            }
        }
        return named;
    }

    static boolean empty(Connection connection) throws SQLException {
        return rows(connection, "select 1 from information_schema.tables where table_schema = current_schema() limit 1").isEmpty();
    }

    static String schemaVersion(Connection connection) throws SQLException {
        return rows(connection,
                "select version from " + HISTORY + " where success and version is not null order by installed_rank desc limit 1")
                .getFirst().getFirst();
    }

    static String keyCheck(Connection connection) throws SQLException {
        List<List<String>> rows = rows(connection, "select secret_key_check from installation where id = 1");
        if (rows.isEmpty()) {
            throw new MaintenanceException("this database has never been used by a service: start one first");
        }
        return rows.getFirst().getFirst();
    }

    /// **Errors** where this is not the key under which the secrets are sealed.
    static void demandKey(Connection connection, AtRestKey key) throws SQLException {
        if (!keyCheck(connection).equals(key.checkValue())) {
            throw new MaintenanceException("the at-rest key does not open what is stored: give the one that the service is started with");
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static List<List<String>> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
