package dev.proofmark.proving.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.algebra.parallel.Workers;
import dev.proofmark.proving.key.owner.KeyCommitment;
import dev.proofmark.proving.key.owner.ProvingKey;
import dev.proofmark.proving.prover.KeyGenerator;
import dev.proofmark.proving.prover.Prover;
import dev.proofmark.proving.prover.ProvingListener;
import dev.proofmark.testing.AttackCircuits;
import dev.proofmark.testing.SampleCircuits.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                    (open ? "case \u0007" : "case 7").getBytes(StandardCharsets.UTF_8)), new byte[32], Workers.sequential(), ProvingListener.NONE);
            Files.write(folder.resolve(open ? "open" : "proof"), proof.proof());
            Files.write(folder.resolve(open ? "open-statement" : "statement"), proof.statement());
        }
        Files.write(folder.resolve("key"), key.verificationKey().encode());
        Files.write(folder.resolve("bare-key"), bare.verificationKey().encode());
    }

    private int run(String arguments) {
        out.reset();
        err.reset();
        String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                args[i] = folder.resolve(args[i]).toString();
            }
        }
        return VerifierCommand.run(args, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
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
        assertThat(out()).contains("model key", "context     case 7\n", "input       x: private, committed in the statement", "output      out [2] = [",
                "registration proof\n", "about 100 bits", "not post-quantum");
        assertThat(err()).isEmpty();
        assertThat(run("--proof open --key key --statement open-statement")).isZero();
        assertThat(out()).contains("input       x [3] = [1.50000, -1.00000, 0.500000]", "context     0x6361736520");
        assertThat(run("--rebuilt --proof proof --key bare-key")).isZero();
        assertThat(out()).contains("rebuilt by the verifier's user");
    }

    @Test
    void rejectsWithTheReason() {
        assertThat(run("--key bare-key --proof proof")).isEqualTo(1);
        assertThat(out()).startsWith("REJECTED").contains("registration: expected 1 registration proof, got 0");
        assertThat(run("--key key --proof proof --statement open-statement")).isEqualTo(1);
        assertThat(out()).contains("statement: the proof's statement is not the one expected");
        assertThat(run("--key key --proof key")).isEqualTo(1);
        assertThat(out()).contains("malformed: proof: expected the file to begin with PMPF");
        assertThat(err()).isEmpty();
    }

    @Test
    void isUnusableWithoutReadableFilesAndAKey() {
        for (String missing : new String[] {"--key none --proof proof", "--key key --proof none", "--key key --proof proof --statement none"}) {
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
