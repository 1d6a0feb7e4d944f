package dev.proofmark.proving.verifier;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The arguments of the offline verifier.
///
/// @param statement, expectKey, expectContext null where not given
record VerifierOptions(String key, String proof, String statement, boolean rebuilt, boolean json, String expectKey,
        String expectContext, boolean help, boolean version) {
    static final String USAGE = "usage: proofmark-verifier --key FILE --proof FILE [--statement FILE] [--expect-key DIGEST]"
            + " [--expect-context TEXT] [--rebuilt] [--json] | --help | --version";
    private static final Set<String> FLAGS = Set.of("--rebuilt", "--json", "--help", "--version");
    private static final Set<String> WITH_VALUE = Set.of("--key", "--proof", "--statement", "--expect-key", "--expect-context");

    /// The options, or null where the usage is wrong.
    static VerifierOptions of(String... args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            boolean flag = FLAGS.contains(args[i]);
            if (!flag && (!WITH_VALUE.contains(args[i]) || i + 1 == args.length) || given.containsKey(args[i])) {
                return null;
            }
            String name = args[i];
            given.put(name, flag ? "" : args[++i]);
        }
        boolean alone = given.containsKey("--help") || given.containsKey("--version");
        if (alone ? given.size() > 1 : !given.containsKey("--key") || !given.containsKey("--proof")) {
            return null;
        }
        String expectKey = given.get("--expect-key");
        if (expectKey != null) {
            expectKey = expectKey.toLowerCase(Locale.ROOT);
            if (!expectKey.matches("[0-9a-f]{64}")) {
                return null;
            }
        }
        return new VerifierOptions(given.get("--key"), given.get("--proof"), given.get("--statement"), given.containsKey("--rebuilt"),
                given.containsKey("--json"), expectKey, given.get("--expect-context"), given.containsKey("--help"),
                given.containsKey("--version"));
    }
}
