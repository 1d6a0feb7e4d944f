package dev.proofmark.service.database;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Values kept as JSON text in `jsonb` columns.
public final class JsonColumn {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final String NUL = "\\u0000";

    private JsonColumn() {}

    public static String write(Object value) {
        return value == null ? null : withoutNul(JSON.writeValueAsString(value));
    }

    /// The database's JSON has no NUL: an escaped one is replaced.
    private static String withoutNul(String json) {
        if (!json.contains(NUL)) {
            return json;
        }
        StringBuilder clean = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) != '\\') {
                clean.append(json.charAt(i));
            } else if (json.startsWith(NUL, i)) {
                clean.append("\\ufffd");
                i += NUL.length() - 1;
            } else {
                clean.append(json, i, i + 2);
                i++;
            }
        }
        return clean.toString();
    }

    public static <T> T read(String json, Class<T> type) {
        return json == null ? null : JSON.readValue(json, type);
    }
}
