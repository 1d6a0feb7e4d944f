package dev.proofmark.service.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.service.database.JsonColumn;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void ordinaryTextStays() {
        for (String text : new String[] {"", "a b", "größer", "\ud83d\ude00", null}) {
            assertThat(PrintableText.of(text)).isEqualTo(text);
        }
        assertThat(PrintableText.acceptable("two\n\tlines")).isTrue();
        assertThat(PrintableText.acceptable("\u202eright to left")).isFalse();
    }

    @Test
    void whatCannotBeShownIsEscaped() {
        assertThat(PrintableText.of("a\0b\ud800c\u001b[0m\n\udc00")).isEqualTo("a\\u{0}b\\u{d800}c\\u{1b}[0m\\u{a}\\u{dc00}");
        assertThat(PrintableText.of("x".repeat(5000))).hasSize(2003).endsWith("...");
    }

    @Test
    void columnsHoldNoNulAndKeepEscapedBackslashes() {
        assertThat(JsonColumn.write(Map.of("a", "\0"))).isEqualTo("{\"a\":\"\\ufffd\"}");
        assertThat(JsonColumn.write(Map.of("a", "\\u0000"))).isEqualTo("{\"a\":\"\\\\u0000\"}");
        assertThat(JsonColumn.write(Map.of("a", "\\\0\""))).isEqualTo("{\"a\":\"\\\\\\ufffd\\\"\"}");
    }
}
