package dev.proofmark.circuit;

/// Which characters untrusted text may show as they are: none that a reader cannot see, that moves what is around it, or that
/// ends a line.
///
/// Names in keys are plain, or the key is refused; every other text from outside is printed through [#escaped], at every place
/// where it meets a terminal, a log or a sentence. The list is fixed, so that it is the same for every verifier at any version of
/// Unicode (docs/protocol.md, section 15).
public final class PlainText {
    /// First and last code point of each range, ascending: controls, soft hyphen, invisible letters and joiners, bidirectional and other
    /// format characters, variation selectors, tags, line separators, surrogates, all blanks but the space.
    private static final int[] NOT_PLAIN = {
        0x0000, 0x001f, 0x007f, 0x00a0, 0x00ad, 0x00ad, 0x034f, 0x034f, 0x0600, 0x0605, 0x061c, 0x061c, 0x06dd, 0x06dd, 0x070f, 0x070f,
        0x0890, 0x0891, 0x08e2, 0x08e2, 0x115f, 0x1160, 0x1680, 0x1680, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x2000, 0x200f, 0x2028, 0x202f,
        0x205f, 0x206f, 0x2800, 0x2800, 0x3000, 0x3000, 0x3164, 0x3164, 0xd800, 0xdfff, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0, 0xffa0,
        0xfff0, 0xfffb, 0xfffe, 0xffff, 0x110bd, 0x110bd, 0x110cd, 0x110cd, 0x13430, 0x1345f, 0x1bca0, 0x1bca3, 0x1d173, 0x1d17a,
        0xe0000, 0xe0fff};

    private PlainText() {
    }

    static boolean isPlain(int codePoint) {
        for (int i = 0; i < NOT_PLAIN.length && codePoint >= NOT_PLAIN[i]; i += 2) {
            if (codePoint <= NOT_PLAIN[i + 1]) {
                return false;
            }
        }
        return true;
    }

    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    /// The text with every other character as an escape like `{HEX}` behind a backslash and a u, and so is a space behind a
    /// space, with which a line could be made to wrap and to look like two.
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        int before = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(before)) {
            int codePoint = text.codePointAt(at);
            if (isPlain(codePoint) && !(codePoint == ' ' && before == ' ')) {
                escaped.appendCodePoint(codePoint);
            } else {
                escaped.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            }
            before = codePoint;
        }
        return escaped.toString();
    }
}
