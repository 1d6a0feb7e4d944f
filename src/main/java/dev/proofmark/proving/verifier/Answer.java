package dev.proofmark.proving.verifier;

import dev.proofmark.circuit.PlainText;
import java.util.ArrayList;
import java.util.List;

/// What the offline verifier says, with its exit code.
sealed interface Answer {
    int exitCode();

    /// @param keyFile   SHA-256 of the key's file, hex
    /// @param proofFile SHA-256 of the proof's file, hex
    record Valid(ProvenFacts facts, String keyFile, String proofFile) implements Answer {
        @Override
        public int exitCode() {
            return 0;
        }
    }

    record Invalid(String code, String reason) implements Answer {
        @Override
        public int exitCode() {
            return 1;
        }
    }

    /// There was nothing to verify: wrong usage, a file that cannot be read or is none of what it should be.
    record Unusable(String problem) implements Answer {
        @Override
        public int exitCode() {
            return 2;
        }
    }

    /// For a person; the first line is the verdict. Texts from files and arguments are escaped.
    default List<String> lines() {
        return switch (this) {
            case Valid(ProvenFacts facts, String keyFile, String proofFile) -> {
                List<String> lines = new ArrayList<>(List.of("VALID"));
                facts.lines().forEach(line -> lines.add("  " + line));
                lines.add("  verificationKey  " + keyFile + " (sha256sum of the key's file)");
                lines.add("  meaning     " + ProvenFacts.MEANING);
                yield lines;
            }
            case Invalid(String code, String reason) -> List.of("REJECTED", "  " + code + ": " + PlainText.escaped(reason));
            case Unusable(String problem) -> List.of(PlainText.escaped(problem));
        };
    }
}
