package dev.proofmark.service.http;

import dev.proofmark.service.errors.ProblemCode;
import dev.proofmark.service.errors.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where a page begins: the sequence number of the item before it, in a form that clients pass back unread.
public final class Cursor {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    private static final String PREFIX = "c1.";

    private Cursor() {}

    static String encode(long sequence) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((PREFIX + sequence).getBytes(StandardCharsets.US_ASCII));
    }

    /// The sequence number below which the page begins; the first page begins below every number.
    public static long decode(String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (text.matches("c1\\.\\d{1,18}")) {
                return Long.parseLong(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            // not base64: told below like every other foreign cursor
        }
        throw ProblemException.of(ProblemCode.INVALID_PARAMETER, "the cursor is not one of this list",
                "a nextCursor of this list", cursor);
    }

    public static int limit(Integer asked) {
        int limit = asked == null ? DEFAULT_LIMIT : asked;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.of(ProblemCode.INVALID_PARAMETER, "the limit is out of range", "1 to " + MAX_LIMIT, limit);
        }
        return limit;
    }
}
