package dev.proofmark.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final Set<Byte> UNSEEN = Set.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR);

    @Test
    void noCharacterIsPlainThatUnicodeCallsControlFormatOrSeparator() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point != ' ' && UNSEEN.contains((byte) Character.getType(point))) {
                assertThat(PlainText.isPlain(point)).as("U+%04X", point).isFalse();
            }
        }
    }

    @Test
    void ordinaryTextIsPlain() {
        for (String text : List.of("", "x", "input 1", "a\\b", "Gr\u00f6\u00dfe", "\u0627\u0644\u0639", "\u540d\u524d",
                "\u0939\u093f\u0928\u094d\u0926\u0940",
                "\ud83d\ude00", "layer/0:weight_[3]")) {
            assertThat(PlainText.isPlain(text)).as(text).isTrue();
            assertThat(PlainText.escaped(text)).isEqualTo(text);
        }
    }

    @Test
    void everythingElseIsEscaped() {
        assertThat(PlainText.escaped("y\r\n\u001b[2J\u202ea\u200bb\u2066c\ufeff\ud800"))
                .isEqualTo("y\\u{d}\\u{a}\\u{1b}[2J\\u{202e}a\\u{200b}b\\u{2066}c\\u{feff}\\u{d800}");
        assertThat(PlainText.escaped("a b  c   d")).as("no blanks to fill a line with").isEqualTo("a b \\u{20}c \\u{20}\\u{20}d");
        assertThat(PlainText.escaped(new String(Character.toChars(0xe0041)))).isEqualTo("\\u{e0041}");
    }

    /// The list is the same in the document and in both verifiers.
    @Test
    void theListIsTheDocuments() throws Exception {
        String protocol = Files.readString(Path.of("docs/protocol.md"));
        int from = protocol.indexOf("(hexadecimal, inclusive");
        String list = protocol.substring(protocol.indexOf(':', from), protocol.indexOf("E0000-E0FFF", from) + 11);
        List<int[]> ranges = new ArrayList<>();
        for (MatchResult range : Pattern.compile("([0-9A-F]+)(?:-([0-9A-F]+))?").matcher(list).results().toList()) {
            int first = Integer.parseInt(range.group(1), 16);
            ranges.add(new int[] {first, range.group(2) == null ? first : Integer.parseInt(range.group(2), 16)});
        }
        assertThat(ranges).hasSize(32);
        String python = Files.readString(Path.of("src/test/python/independent_verifier.py"));
        ranges.forEach(range -> assertThat(python).contains("(0x%x, 0x%x)".formatted(range[0], range[1])));
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            int one = point;
            assertThat(PlainText.isPlain(point)).as("U+%04X", point)
                    .isEqualTo(ranges.stream().noneMatch(range -> range[0] <= one && one <= range[1]));
        }
    }
}
