package dev.proofmark.proving.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.circuit.IntegerRange;
import dev.proofmark.circuit.PlainText;
import dev.proofmark.circuit.PortScale;
import dev.proofmark.circuit.Shape;
import dev.proofmark.circuit.build.CircuitBuilder;
import dev.proofmark.circuit.witness.WitnessProgram;
import dev.proofmark.proving.key.VerificationKey;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The offline verifier's answers and exit codes, file by file and option by option.
class VerifierCommandTest {
    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void files() throws IOException {
        Sample sample = AttackCircuits.requantize();
        ProvingKey key = KeyGenerator.register(sample.circuit(), sample.program(), sample.weights(), new byte[16], new byte[32],
                Workers.sequential(), ProvingListener.NONE);
        ProvingKey bare = KeyCommitment.commit(sample.circuit(), sample.program(), sample.weights(), new byte[16], Workers.sequential());
        for (boolean open : new boolean[] {false, true}) {
            Prover.Proof proof = new Prover(key).prove(new Prover.Request(Map.of("x", new long[] {3, -2, 1}), open,
                    (open ? "case \u0007" : "case 7").getBytes(StandardCharsets.UTF_8)), new byte[32], Workers.sequential(),
                    ProvingListener.NONE);
            Files.write(folder.resolve(open ? "open" : "proof"), proof.proof());
            Files.write(folder.resolve(open ? "open-statement" : "statement"), proof.statement());
        }
        Files.write(folder.resolve("key"), key.verificationKey().encode());
        Files.write(folder.resolve("bare-key"), bare.verificationKey().encode());
    }

    private int run(String arguments) {
        String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--") && (i == 0 || !args[i - 1].startsWith("--expect"))) {
                args[i] = path(args[i]);
            }
        }
        return runExactly(args);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int runExactly(String... args) {
        out.reset();
        err.reset();
        return VerifierCommand.run(args, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatWasProven() {
        assertThat(run("--key key --proof proof")).isZero();
        assertThat(out().lines()).first().isEqualTo("VALID");
        assertThat(out()).contains("key         ", "context     case 7\n", "input       x: private, committed in the statement",
                "output      out [2] = [",
                "registration proof\n", "about 100 bits", "not post-quantum");
        assertThat(err()).isEmpty();
        assertThat(run("--proof open --key key --statement open-statement")).isZero();
        assertThat(out()).contains("input       x [3] = [1.50000, -1.00000, 0.500000]", "context     0x6361736520");
        assertThat(run("--rebuilt --proof proof --key bare-key")).isZero();
        assertThat(out()).contains("rebuilt by the verifier's user");
    }

    @Test
    void rejectsWithTheReason() throws IOException {
        assertThat(run("--key bare-key --proof proof")).isEqualTo(1);
        assertThat(out()).startsWith("REJECTED").contains("registration: expected 1 registration proof, got 0");
        assertThat(run("--key key --proof proof --statement open-statement")).isEqualTo(1);
        assertThat(out()).contains("statement: the proof's statement is not the one expected");
        Files.write(folder.resolve("short"), Arrays.copyOf(Files.readAllBytes(folder.resolve("proof")), 400));
        assertThat(run("--key key --proof short")).isEqualTo(1);
        assertThat(out()).contains("malformed: ");
        assertThat(err()).isEmpty();
    }

    /// Another model's circuit has other lengths, which would tell nothing.
    @Test
    void aGoodProofUnderAnotherModelsKeyIsForAnotherKey() throws IOException {
        Sample other = SampleCircuits.convolution(2, 5, 3, 4, 5);
        Files.write(folder.resolve("other-key"), KeyGenerator.register(other.circuit(), other.program(), other.weights(), new byte[16],
                new byte[32], Workers.sequential(), ProvingListener.NONE).verificationKey().encode());
        for (String proof : new String[] {"proof", "open"}) {
            assertThat(run("--key other-key --proof " + proof)).isEqualTo(1);
            assertThat(out()).contains("key-digest: the proof was made for another key");
        }
    }

    @Test
    void aFileOfAnotherKindIsUnusable() throws IOException {
        Files.writeString(folder.resolve("problem"), "{\"status\":404,\"title\":\"\u001b[2J\"}");
        Files.writeString(folder.resolve("empty"), "");
        for (String arguments : new String[] {"--key key --proof problem", "--key key --proof key", "--key key --proof empty",
            "--key key --proof statement", "--key key --proof proof --statement proof", "--key key --proof proof --statement problem"}) {
            assertThat(run(arguments)).as(arguments).isEqualTo(2);
            assertThat(out()).isEmpty();
            assertThat(err().lines()).as(arguments).singleElement().asString().contains("holds no ")
                    .contains(arguments.endsWith("problem") ? "JSON" : "");
        }
    }

    @Test
    void expectsTheDigestThatStatementsCarry() throws Exception {
        VerificationKey key = VerificationKey.decode(Files.readAllBytes(folder.resolve("key")));
        String digest = HexFormat.of().formatHex(key.digest());
        String file = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve("key"))));
        assertThat(run("--key key --proof proof --expect-key " + digest.toUpperCase(java.util.Locale.ROOT))).isZero();
        assertThat(out()).contains("  key         " + digest + "\n", "  verificationKey  " + file + " ");
        assertThat(run("--rebuilt --key bare-key --proof proof --expect-key " + digest)).as("a rebuilt key has it too").isZero();
        assertThat(run("--key key --proof proof --expect-key " + file)).isEqualTo(1);
        assertThat(out()).startsWith("REJECTED").contains("expected-key: ").contains(digest)
                .contains("which is the SHA-256 of the key's file");
        assertThat(run("--key key --proof proof --expect-key " + digest.replace(digest.charAt(0), digest.charAt(0) == '0' ? '1' : '0')))
                .isEqualTo(1);
        assertThat(out()).contains("expected-key: ").doesNotContain("SHA-256");
        assertThat(run("--key key --proof proof --expect-key 12")).isEqualTo(2);
    }

    @Test
    void expectsAContext() {
        assertThat(runExactly("--key", path("key"), "--proof", path("proof"), "--expect-context", "case 7")).isZero();
        assertThat(runExactly("--key", path("key"), "--proof", path("proof"), "--expect-context", "case 8\n")).isEqualTo(1);
        assertThat(out()).contains("expected-context: the proof was made for the context 'case 7', expected 'case 8\\u{a}'");
        assertThat(runExactly("--key", path("key"), "--proof", path("open"), "--expect-context", "0x636173652007"))
                .as("bytes, not how they are shown").isEqualTo(1);
        assertThat(runExactly("--key", path("key"), "--proof", path("open"), "--expect-context", "case \u0007")).isZero();
    }

    @Test
    void answersWithOneLineOfJson() throws Exception {
        assertThat(run("--json --key key --proof open")).isZero();
        assertThat(out().lines()).hasSize(1);
        JsonNode valid = JsonMapper.builder().build().readTree(out());
        assertThat(valid.get("valid").booleanValue()).isTrue();
        assertThat(valid.at("/inputs/x/values")).hasSize(3);
        assertThat(valid.at("/outputs/out/shape/0").intValue()).isEqualTo(2);
        assertThat(valid.get("digests").propertyNames()).containsExactly("key", "verificationKey", "proof");
        assertThat(valid.get("context").stringValue()).isEqualTo("0x636173652007");
        assertThat(run("--json --key bare-key --proof proof")).isEqualTo(1);
        JsonNode rejected = JsonMapper.builder().build().readTree(out());
        assertThat(rejected.get("valid").booleanValue()).isFalse();
        assertThat(rejected.get("reasonCode").stringValue()).isEqualTo("registration");
        assertThat(run("--json --key none --proof proof")).isEqualTo(2);
        assertThat(JsonMapper.builder().build().readTree(out()).get("unusable").stringValue()).contains("cannot read the key");
        String hostile = "\"\\\n\u202e\ud83d\ude00\u0000";
        assertThat(AnswerJson.string(hostile)).isEqualTo("\"\\\"\\\\\\u000a\\u202e\ud83d\ude00\\u0000\"");
        assertThat(JsonMapper.builder().build().readTree(AnswerJson.string(hostile)).stringValue()).isEqualTo(hostile);
    }

    @Test
    void helpAndVersionSayWhatAPersonNeeds() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("--expect-key DIGEST", "--expect-context TEXT", "--json", "--rebuilt", "VALID means: ",
                "it does not mean", "Exit code 0");
        assertThat(run("--version")).isZero();
        assertThat(out()).startsWith("proofmark-verifier ").contains("formats of version");
        assertThat(run("--key key --proof proof")).isZero();
        assertThat(out()).contains("  meaning     " + ProvenFacts.MEANING);
        assertThat(run("--help --key key")).isEqualTo(2);
    }

    /// A key whose port would print a second verdict, other digests, or a line from right to left.
    @ParameterizedTest
    @ValueSource(strings = {"x\nVALID\n", "x\r\u001b[2J\u001b[H", "x\u202e\u2066\u200b", "x\u2028\ufeff"})
    void noNameReachesATerminalAsItIs(String name) throws IOException {
        CircuitBuilder b = new CircuitBuilder();
        int x = b.input("t", Shape.of(2));
        b.lookup(b.rangeTable("r", new IntegerRange(0, 3)), x);
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        b.inputPort("~".repeat(length), x, Shape.of(2), PortScale.uniform(1), new IntegerRange(0, 3));
        byte[] key = KeyCommitment.commit(b.build(2), new WitnessProgram(List.of()), Map.of(), new byte[16], Workers.sequential())
                .verificationKey().encode();
        VerificationKey.decode(key);
        int at = new String(key, StandardCharsets.ISO_8859_1).indexOf("~".repeat(length));
        System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, key, at, length);
        Files.write(folder.resolve("hostile"), key);
        assertThat(run("--rebuilt --key hostile --proof proof")).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err().lines()).singleElement().asString().startsWith("unusable key: ").contains("name", "\\u{");
        assertThat(PlainText.isPlain(err().strip())).isTrue();
        assertThat(runExactly("--key", "no" + name, "--proof", name)).isEqualTo(2);
        assertThat(PlainText.isPlain(err().strip())).as(err()).isTrue();
    }

    /// Files that no memory holds: the lengths decide before anything is read.
    @Test
    void filesTooLongToBeWhatTheyShouldAreNotRead() throws IOException {
        for (String name : new String[] {"endless", "endless-proof"}) {
            try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                file.write(name.equals("endless") ? new byte[0] : Files.readAllBytes(folder.resolve("proof")));
                file.setLength(1L << 40);
            }
        }
        assertThat(run("--key key --proof endless")).isEqualTo(2);
        assertThat(err()).contains("holds no proof");
        assertThat(run("--key key --proof endless-proof")).isEqualTo(1);
        assertThat(out()).startsWith("REJECTED").contains("malformed: a proof under this key has at most ", "got " + (1L << 40));
        assertThat(run("--key endless --proof proof")).isEqualTo(2);
        assertThat(err()).contains("at most " + VerificationKey.MAX_BYTES);
    }

    @Test
    void isUnusableWithoutReadableFilesAndAKey() {
        for (String missing : new String[] {"--key none --proof proof", "--key key --proof none",
            "--key key --proof proof --statement none"}) {
            assertThat(run(missing)).as(missing).isEqualTo(2);
            assertThat(err()).startsWith("cannot read the ").contains("none");
            assertThat(out()).isEmpty();
        }
        assertThat(run("--key proof --proof proof")).isEqualTo(2);
        assertThat(err()).startsWith("unusable key: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--key key", "--proof proof", "--key key --proof", "--key key --proof proof --proof proof", "--rebuilt",
        "--key key --proof proof --rebuilt --rebuilt", "--key key --proof proof --other", "proof key"})
    void isUnusableWithOtherArguments(String arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err()).startsWith("usage: ");
        assertThat(out()).isEmpty();
    }
}
