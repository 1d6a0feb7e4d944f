package dev.proofmark.proving;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Where two vectors part, told so that a reader finds the cause: every challenge depends on all that was absorbed before
/// it, so the first one that differs says between which two challenges to look.
final class FirstDifference {
    private FirstDifference() {
    }

    static Optional<String> between(JsonNode expected, JsonNode actual) {
        List<String> others = new ArrayList<>();
        for (String field : List.of("version", "key", "keyDigest", "statement", "proof", "outputs")) {
            String difference = inText(field, text(expected.get(field)), text(actual.get(field)));
            if (difference != null) {
                others.add(difference);
            }
        }
        String challenge = inChallenges("registration", expected.get("registrationChallenges"), actual.get("registrationChallenges"));
        if (challenge == null) {
            challenge = inChallenges("proof", expected.get("proofChallenges"), actual.get("proofChallenges"));
        }
        if (challenge != null) {
            others.addFirst(challenge);
        }
        return others.isEmpty() ? Optional.empty() : Optional.of("first difference: " + String.join("; also ", others));
    }

    /// Entries are `label hex`.
    private static String inChallenges(String of, JsonNode expected, JsonNode actual) {
        String before = "the start";
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String one = i < expected.size() ? expected.get(i).stringValue() : "none none";
            String other = i < actual.size() ? actual.get(i).stringValue() : "none none";
            if (!one.equals(other)) {
                String label = one.split(" ")[0];
                String otherLabel = other.split(" ")[0];
                return "challenge #" + (i + 1) + " of the " + of + ", label " + label
                        + (label.equals(otherLabel) ? "" : " (actual label " + otherLabel + ")") + ", expected " + one.split(" ")[1]
                        + ", actual " + other.split(" ")[1] + "; absorbed or labelled differently since " + before;
            }
            before = "#" + (i + 1) + " " + one.split(" ")[0];
        }
        return null;
    }

    private static String inText(String field, String expected, String actual) {
        if (Objects.equals(expected, actual)) {
            return null;
        }
        if (expected == null || actual == null || expected.length() < 16) {
            return field + ", expected " + expected + ", actual " + actual;
        }
        int at = 0;
        while (at < Math.min(expected.length(), actual.length()) && expected.charAt(at) == actual.charAt(at)) {
            at++;
        }
        return field + " from byte " + at / 2 + " on, expected " + part(expected, at) + ", actual " + part(actual, at);
    }

    private static String part(String hex, int at) {
        int from = at / 2 * 2;
        return hex.substring(Math.min(from, hex.length()), Math.min(from + 16, hex.length())) + " of " + hex.length() / 2 + " bytes";
    }

    private static String text(JsonNode value) {
        return value == null ? null : value.isString() ? value.stringValue() : value.toString();
    }
}
