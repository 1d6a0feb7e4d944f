package dev.proofmark.proving.verifier;

import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.proof.Format;
import dev.proofmark.proving.proof.MalformedBytes;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The offline verifier; [VerifierOptions] has its arguments and `--help` says what they are for.
///
/// Exit code 0: valid; 1: rejected, with the reason; 2: unusable (bad usage, a file that cannot be read, a key that does not decode, a proof
/// or statement that is a file of another kind).
public final class VerifierCommand {
    private static final int DONE = 0;
    private static final int BAD_USAGE = 2;

    private static final String HELP = """
            %s

              --key FILE             the model's verification key
              --proof FILE           the proof
              --statement FILE       the statement that the proof must be about, byte for byte
              --expect-key DIGEST    reject a proof for any other model: "key" on the model's page, the digest that statements carry. It is of
                                     circuit and weights, so a rebuilt key has it too. (What sha256sum says of the key's file is
                                     "verificationKey": it covers the registration proof as well, and is new at every registration.)
              --expect-context TEXT  reject a proof for any other context
              --rebuilt              accept a key without its registration proof, because you have made it again from model and seed
              --json                 answer with one line of JSON

            VALID means: %s

            Exit code 0: valid; 1: rejected; 2: unusable (bad usage, a file that cannot be read or that is of another kind).
            """;

    private VerifierCommand() {
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        VerifierOptions options = VerifierOptions.of(args);
        if (options == null) {
            err.println(VerifierOptions.USAGE);
            return BAD_USAGE;
        }
        if (options.help()) {
            out.print(HELP.formatted(VerifierOptions.USAGE, ProvenFacts.MEANING));
            return DONE;
        }
        if (options.version()) {
            String version = VerifierCommand.class.getPackage().getImplementationVersion();
            out.println("proofmark-verifier " + (version == null ? "(not packaged)" : version) + ", formats of version " + Format.VERSION);
            return DONE;
        }
        Answer answer = answer(options);
        if (options.json()) {
            out.println(AnswerJson.of(answer));
        } else {
            answer.lines().forEach((answer instanceof Answer.Unusable ? err : out)::println);
        }
        return answer.exitCode();
    }

    private static Answer answer(VerifierOptions options) {
        try {
            byte[] key = new GivenFile(options.key(), "key").read(VerificationKey.MAX_BYTES);
            GivenFile proof = new GivenFile(options.proof(), "proof").of(Format.PROOF);
            byte[] statement = options.statement() == null ? null
                    : new GivenFile(options.statement(), "statement").of(Format.STATEMENT).read(Integer.MAX_VALUE);
            return verify(options, key, proof, statement);
        } catch (UnusableException e) {
            return new Answer.Unusable(e.getMessage());
        }
    }

    private static Answer verify(VerifierOptions options, byte[] keyBytes, GivenFile proofFile, byte[] statement) throws UnusableException {
        VerificationKey key;
        try {
            key = VerificationKey.decode(keyBytes);
        } catch (MalformedBytes e) {
            throw new UnusableException("unusable key: " + e.getMessage());
        }
        String digest = HexFormat.of().formatHex(key.digest());
        if (options.expectKey() != null && !options.expectKey().equals(digest)) {
            return new Answer.Invalid("expected-key", "the key given has the digest " + digest + ", expected " + options.expectKey()
                    + (options.expectKey().equals(sha256(keyBytes))
                            ? ", which is the SHA-256 of the key's file: --expect-key takes the digest"
                                    + " that statements carry"
                            : ""));
        }
        Verifier verifier = options.rebuilt() ? Verifier.ofRebuilt(key) : Verifier.of(key);
        Optional<VerificationResult.Rejected> tooLong = verifier.tooLong(proofFile.length(), proofFile.head(Verifier.HEAD_BYTES));
        if (tooLong.isPresent()) {
            return new Answer.Invalid(tooLong.get().rejection().code(), tooLong.get().reason());
        }
        byte[] proof = proofFile.read(Integer.MAX_VALUE);
        return switch (verifier.verify(proof, statement)) {
            case VerificationResult.Accepted accepted -> {
                ProvenFacts facts = ProvenFacts.of(key, accepted);
                yield contextExpected(options, accepted) ? new Answer.Valid(facts, sha256(keyBytes), sha256(proof))
                        : new Answer.Invalid("expected-context", "the proof was made for the context '" + facts.context() + "', expected '"
                                + options.expectContext() + "'");
            }
            case VerificationResult.Rejected(Rejection rejection, String reason) -> new Answer.Invalid(rejection.code(), reason);
        };
    }

    private static boolean contextExpected(VerifierOptions options, VerificationResult.Accepted accepted) {
        return options.expectContext() == null
                || Arrays.equals(options.expectContext().getBytes(StandardCharsets.UTF_8), accepted.statement().context());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform lacks SHA-256", e);
        }
    }
}
