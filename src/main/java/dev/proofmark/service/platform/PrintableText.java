package dev.proofmark.service.platform;

import dev.proofmark.circuit.PlainText;

/// Text from outside that can be shown and stored: [PlainText] escapes what a reader would not see or what would move the rest.
///
/// The database keeps no NUL, a JSON writer no unpaired surrogate, and neither a log line nor a sentence of an answer may hold
/// more lines than it was meant to.
public final class PrintableText {
    private static final int MAX_CHARS = 2000;

    private PrintableText() {}

    public static String of(String text) {
        if (text == null) {
            return null;
        }
        int shown = text.offsetByCodePoints(0, Math.min(MAX_CHARS, text.codePointCount(0, text.length())));
        String escaped = PlainText.escaped(text.substring(0, shown));
        return shown < text.length() ? escaped + "..." : escaped;
    }

    /// Whether a caller's own text may be kept: lines and tabs are its business, and are escaped where it is printed.
    public static boolean acceptable(String text) {
        return text.length() <= MAX_CHARS && PlainText.isPlain(text.replace('\n', ' ').replace('\t', ' '));
    }
}
