package dev.proofmark.compiler.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import dev.proofmark.compiler.graph.TensorShape;
import dev.proofmark.testing.OnnxModelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The child process: as good as onnxruntime in this process, and harmless whatever becomes of it.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class OnnxRuntimeReferenceTest {

    private static final TensorShape SHAPE = TensorShape.of(1, 3);
    private static final Map<String, ElementType> TYPES = Map.of("x", ElementType.FLOAT32);
    private static final Map<String, DenseTensor> SAMPLE = Map.of("x", DenseTensor.of(SHAPE, 0.25, -3, 1e-3));
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(10);

    /// A child's first answer, made by a shell once it was sent the model: the mark and the name "fake 1".
    private static final String TAKES_THE_MODEL = "head -c 1 > /dev/null; printf '\\120\\115\\116\\001\\000\\006fake 1'; ";

    @TempDir
    private Path outside;

    @Test
    void givesWhatOnnxruntimeGivesInThisProcess() throws Exception {
        try (FloatReference child = OnnxRuntimeReference.open(model(), TYPES).orElseThrow();
                FloatReference here = OnnxRuntimeSession.open(model().model(), TYPES)) {
            assertThat(child.name()).isEqualTo(here.name()).startsWith("onnxruntime ");
            for (double scale : new double[] {0, 1, -2.5, 1e30}) {
                Map<String, DenseTensor> sample = Map.of("x", SAMPLE.get("x").map(value -> scale * value));
                assertThat(child.evaluate(sample)).isEqualTo(here.evaluate(sample)).containsOnlyKeys("y");
            }
            Map<String, DenseTensor> wrong = Map.of("x", DenseTensor.vector(1, 2));
            assertThat(child.evaluate(wrong)).as("a sample that onnxruntime refuses").isEmpty();
            assertThat(child.evaluate(SAMPLE)).as("and the next one").isEqualTo(here.evaluate(SAMPLE));
        }
    }

    @Test
    void aRealChildLeavesNothingBehind() throws Exception {
        RuntimeCommand command = recording(RuntimeCommand.forModel(0));
        FloatReference child = open(command).orElseThrow();
        assertThat(ProcessHandle.of(recordedProcess())).get().matches(ProcessHandle::isAlive);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recordedFolder()))).isEqualTo("rwx------");
        assertThat(child.evaluate(SAMPLE)).isNotEmpty();
        child.close();
        assertNothingIsLeft();
    }

    @Test
    void aChildThatIsKilledInBetweenOnlyCostsTheReference() throws Exception {
        FloatReference child = open(recording(RuntimeCommand.forModel(0))).orElseThrow();
        ProcessHandle.of(recordedProcess()).orElseThrow().destroyForcibly();
        assertThat(child.evaluate(SAMPLE)).isEmpty();
        assertThat(child.evaluate(SAMPLE)).isEmpty();
        child.close();
        assertNothingIsLeft();
    }

    @Test
    void aRealChildRefusesWhatIsNoModel() throws Exception {
        assertThat(OnnxRuntimeReference.open(new byte[] {1, 2, 3}, TYPES, () -> recording(RuntimeCommand.forModel(3)))).isEmpty();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "exit 0", "exit 134", "kill -SEGV $$", "exec cat > /dev/null", "head -c 100000 /dev/zero",
        "printf '\\120\\115\\116\\001\\377\\377'", "printf '\\120\\115\\116\\001\\000\\005<b>&;'", "exec /no/such/program"})
    void aChildThatEndsOrTalksNonsenseGivesNoReference(String script) throws Exception {
        if (script.startsWith("exec cat")) {
            assertThat(openOnceBegun(script)).isEmpty();
        } else {
            assertThat(open(shell(script, LONG))).isEmpty();
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 3600", "exec sleep 3600", "trap '' TERM HUP INT; while :; do sleep 3600; done"})
    void aChildThatHangsIsKilledWithItsChildren(String script) throws Exception {
        assertThat(openOnceBegun(script)).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void aLargeModelThatNobodyReadsDoesNotHoldUp() throws Exception {
        assertThat(openOnceBegun(new byte[1 << 20], "exec sleep 3600")).isEmpty();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "exit 139", "exec sleep 3600",
        // as many values as fit an int; a negative axis; more tensors than a model has
        "printf '\\120\\115\\124\\001\\000\\000\\000\\001\\000\\001y\\000\\000\\000\\001\\177\\377\\377\\377'; exec sleep 3600",
        "printf '\\120\\115\\124\\001\\000\\000\\000\\001\\000\\001y\\000\\000\\000\\001\\377\\377\\377\\377'; exec sleep 3600",
        "printf '\\120\\115\\124\\001\\177\\377\\377\\377'; exec sleep 3600"})
    void aChildThatFailsAtASampleGivesNoResult(String script) throws Exception {
        FloatReference child = script.equals("exec sleep 3600")
                ? openOnceTaken(TAKES_THE_MODEL + script) : open(shell(TAKES_THE_MODEL + script, LONG)).orElseThrow();
        assertThat(child.name()).isEqualTo("fake 1");
        assertThat(child.evaluate(SAMPLE)).isEmpty();
        child.close();
        assertNothingIsLeft();
    }

    @Test
    void theChildSeesNoSecretOfThisProcess() throws Exception {
        assertThat(RuntimeCommand.environment(Map.of(
                "PROOFMARK_API_KEY", "a", "SPRING_DATASOURCE_PASSWORD", "b", "PROOFMARK_SECRET_KEY", "c", "LANG", "C")))
                .containsOnlyKeys("LANG", "MALLOC_ARENA_MAX");
        Path seen = outside.resolve("environment");
        assertThat(open(shell("env > '" + seen + "'", LONG))).isEmpty();
        assertThat(Files.readAllLines(seen)).extracting(line -> line.replaceFirst("=.*", ""))
                .contains("MALLOC_ARENA_MAX")
                .isSubsetOf("MALLOC_ARENA_MAX", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PWD", "OLDPWD", "SHLVL", "_");
    }

    private static ModelSource model() {
        return new OnnxModelBuilder(13)
                .input("x", 1, 3)
                .weights("w", List.of(3L, 2L), 0.1, -0.7, 1.3, 0.2, -5, 11)
                .node("MatMul", List.of("x", "w"), "z")
                .node("Tanh", List.of("z"), "y")
                .output("y")
                .source();
    }

    private static Optional<FloatReference> open(RuntimeCommand command) {
        return OnnxRuntimeReference.open(model().model(), TYPES, () -> command);
    }

    private Optional<FloatReference> openOnceBegun(String script) throws Exception {
        return openOnceBegun(model().model(), script);
    }

    /// With as little patience as lets the script begin before it is killed, which a busy machine may make a long time.
    private Optional<FloatReference> openOnceBegun(byte[] model, String script) throws Exception {
        for (Duration patience = SHORT; patience.compareTo(LONG) < 0; patience = patience.multipliedBy(2)) {
            RuntimeCommand command = shell(script, patience);
            Optional<FloatReference> child = OnnxRuntimeReference.open(model, TYPES, () -> command);
            if (child.isPresent() || Files.exists(outside.resolve("begun"))) {
                return child;
            }
        }
        throw new AssertionError("the child does not begin");
    }

    /// With as little patience as lets the child take the model.
    private FloatReference openOnceTaken(String script) {
        for (Duration patience = SHORT; patience.compareTo(LONG) < 0; patience = patience.multipliedBy(2)) {
            Optional<FloatReference> child = open(shell(script, patience));
            if (child.isPresent()) {
                return child.get();
            }
        }
        throw new AssertionError("the child does not take the model");
    }

    private RuntimeCommand shell(String script, Duration patience) {
        return recording(new RuntimeCommand(
                List.of("/bin/sh", "-c", script), RuntimeCommand.environment(System.getenv()), patience));
    }

    /// The same command, which first writes down its folder and process id.
    private RuntimeCommand recording(RuntimeCommand command) {
        UnaryOperator<String> file = name -> outside.resolve(name).toString();
        List<String> arguments = new ArrayList<>(List.of(
                "/bin/sh", "-c", "pwd > \"$1\"; echo $$ > \"$2\"; : > \"$3\"; shift 3; exec \"$@\"", "sh",
                file.apply("folder"), file.apply("process"), file.apply("begun")));
        arguments.addAll(command.arguments());
        return new RuntimeCommand(arguments, command.environment(), command.patience());
    }

    private Path recordedFolder() throws Exception {
        return Path.of(Files.readString(outside.resolve("folder")).strip());
    }

    private long recordedProcess() throws Exception {
        return Long.parseLong(Files.readString(outside.resolve("process")).strip());
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(recordedFolder().getFileName().toString()).startsWith(PrivateFolder.PREFIX);
        assertThat(recordedFolder()).doesNotExist();
        Optional<ProcessHandle> process = ProcessHandle.of(recordedProcess());
        if (process.isPresent()) {
            assertThat(process.get().onExit()).succeedsWithin(LONG);
        }
    }
}
