package dev.proofmark.service.platform;

/// Text from outside that can be shown and stored: control characters and halves of surrogate pairs are replaced.
///
/// The database keeps no NUL, a JSON writer no unpaired surrogate, and a log line should hold neither.
public final class PrintableText {
    private static final char REPLACEMENT = '\ufffd';
    private static final int MAX_CHARS = 2000;

    private PrintableText() {}

    public static String of(String text) {
        if (text == null || clean(text)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(MAX_CHARS).forEach(
                point -> printable.appendCodePoint(printable(point) ? point : REPLACEMENT));
        return text.codePointCount(0, text.length()) > MAX_CHARS ? printable.append("...").toString() : printable.toString();
    }

    /// Whether the text would be left as it is.
    public static boolean clean(String text) {
        return text.length() <= MAX_CHARS && text.codePoints().allMatch(PrintableText::printable);
    }

    private static boolean printable(int point) {
        return point == '\n' || point == '\t'
                || !Character.isISOControl(point) && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
