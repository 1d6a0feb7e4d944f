package dev.proofmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What stands between two marker comments of a document.
///
/// @param name of the markers
record DocumentSection(String name) {
    /// **Errors** `IOException` for a document without the markers.
    void replace(Path document, String markdown) throws IOException {
        String first = "<!-- " + name + ":begin -->";
        String last = "<!-- " + name + ":end -->";
        String text = Files.readString(document);
        int begin = text.indexOf(first);
        int end = text.indexOf(last);
        if (begin < 0 || end < begin) {
            throw new IOException(document + " lacks the markers " + first + " and " + last);
        }
        Files.writeString(document, text.substring(0, begin + first.length()) + "\n" + markdown + text.substring(end));
    }
}
