package dev.proofmark.proving.verifier;

import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.MalformedBytes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The offline verifier: `--key FILE --proof FILE [--statement FILE] [--rebuilt]`.
///
/// Exit code 0: valid; 1: rejected, with the reason; 2: unusable (bad usage, unreadable file, a key that does not decode).
public final class VerifierCommand {
    private static final int VALID = 0;
    private static final int REJECTED = 1;
    private static final int UNUSABLE = 2;
    private static final String USAGE = "usage: proofmark-verifier --key FILE --proof FILE [--statement FILE] [--rebuilt]";

    private VerifierCommand() {
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Map<String, String> options = options(args);
        if (options == null || !options.containsKey("--key") || !options.containsKey("--proof")) {
            err.println(USAGE);
            return UNUSABLE;
        }
        byte[] key = read(options.get("--key"), "key", VerificationKey.MAX_BYTES, err);
        if (key == null) {
            return UNUSABLE;
        }
        byte[] statement = null;
        if (options.containsKey("--statement")) {
            statement = read(options.get("--statement"), "statement", Integer.MAX_VALUE, err);
            if (statement == null) {
                return UNUSABLE;
            }
        }
        return verify(key, options.get("--proof"), statement, options.containsKey("--rebuilt"), out, err);
    }

    private static int verify(byte[] keyBytes, String proofFile, byte[] statement, boolean rebuilt, PrintStream out, PrintStream err) {
        VerificationKey key;
        try {
            key = VerificationKey.decode(keyBytes);
        } catch (MalformedBytes e) {
            err.println("unusable key: " + e.getMessage());
            return UNUSABLE;
        }
        Verifier verifier = rebuilt ? Verifier.ofRebuilt(key) : Verifier.of(key);
        long length = length(proofFile);
        byte[] proof = verifier.tooLong(length).isPresent() ? new byte[0] : read(proofFile, "proof", Integer.MAX_VALUE, err);
        if (proof == null) {
            return UNUSABLE;
        }
        VerificationResult result = verifier.tooLong(length).<VerificationResult>map(r -> r).orElseGet(() -> verifier.verify(proof, statement));
        return switch (result) {
            case VerificationResult.Accepted accepted -> {
                out.println("VALID");
                ProvenFacts.of(key, accepted).lines().forEach(line -> out.println("  " + line));
                yield VALID;
            }
            case VerificationResult.Rejected(Rejection rejection, String reason) -> {
                out.println("REJECTED");
                out.println("  " + rejection.code() + ": " + reason);
                yield REJECTED;
            }
        };
    }

    /// Options by name, or null where the usage is wrong.
    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--rebuilt" -> {
                    if (options.put(args[i], "") != null) {
                        return null;
                    }
                }
                case "--key", "--proof", "--statement" -> {
                    if (i + 1 == args.length || options.put(args[i], args[++i]) != null) {
                        return null;
                    }
                }
                default -> {
                    return null;
                }
            }
        }
        return options;
    }

    /// A file's length; 0 where reading it will tell why there is none.
    private static long length(String file) {
        try {
            return Files.size(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            return 0;
        }
    }

    private static byte[] read(String file, String what, long most, PrintStream err) {
        try {
            if (Files.size(Path.of(file)) > most) {
                err.println("cannot use the " + what + " file " + file + ": it has " + Files.size(Path.of(file)) + " bytes, at most " + most + " are possible");
                return null;
            }
            return Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException | OutOfMemoryError e) {
            err.println("cannot read the " + what + " file " + file + ": " + e.getMessage());
            return null;
        }
    }
}
