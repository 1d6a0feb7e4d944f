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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The child process: as good as onnxruntime in this process, and harmless whatever becomes of it.
@Timeout(300)
class OnnxRuntimeReferenceTest {

    private static final TensorShape SHAPE = TensorShape.of(1, 3);
    private static final Map<String, ElementType> TYPES = Map.of("x", ElementType.FLOAT32);
    private static final Map<String, DenseTensor> SAMPLE = Map.of("x", DenseTensor.of(SHAPE, 0.25, -3, 1e-3));
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(2);

    /// A child's first answer, made by a shell: the mark and the name "fake 1".
    private static final String TAKES_THE_MODEL = "printf '\\120\\115\\116\\001\\000\\006fake 1'; ";

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
        assertThat(open(shell(script, script.startsWith("exec cat") ? SHORT : LONG))).isEmpty();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 600", "exec sleep 600", "trap '' TERM HUP INT; while :; do sleep 600; done"})
    void aChildThatHangsIsKilledWithItsChildren(String script) throws Exception {
        long start = System.nanoTime();
        assertThat(open(shell(script, SHORT))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, Duration.ofMinutes(1));
        assertNothingIsLeft();
    }

    @Test
    void aLargeModelThatNobodyReadsDoesNotHoldUp() throws Exception {
        byte[] large = new byte[1 << 20];
        assertThat(OnnxRuntimeReference.open(large, TYPES, () -> shell("exec sleep 600", SHORT))).isEmpty();
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "exit 139", "exec sleep 600",
        // as many values as fit an int; a negative axis; more tensors than a model has
        "printf '\\120\\115\\124\\001\\000\\000\\000\\001\\000\\001y\\000\\000\\000\\001\\177\\377\\377\\377'; exec sleep 600",
        "printf '\\120\\115\\124\\001\\000\\000\\000\\001\\000\\001y\\000\\000\\000\\001\\377\\377\\377\\377'; exec sleep 600",
        "printf '\\120\\115\\124\\001\\177\\377\\377\\377'; exec sleep 600"})
    void aChildThatFailsAtASampleGivesNoResult(String script) throws Exception {
        Duration patience = script.equals("exec sleep 600") ? Duration.ofSeconds(4) : LONG;
        FloatReference child = open(shell(TAKES_THE_MODEL + script, patience)).orElseThrow();
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

    private RuntimeCommand shell(String script, Duration patience) {
        return recording(new RuntimeCommand(
                List.of("/bin/sh", "-c", script), RuntimeCommand.environment(System.getenv()), patience));
    }

    /// The same command, which first writes down its folder and process id.
    private RuntimeCommand recording(RuntimeCommand command) {
        UnaryOperator<String> file = name -> outside.resolve(name).toString();
        List<String> arguments = new ArrayList<>(List.of(
                "/bin/sh", "-c", "pwd > \"$1\"; echo $$ > \"$2\"; shift 2; exec \"$@\"", "sh",
                file.apply("folder"), file.apply("process")));
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
        assertThat(ProcessHandle.of(recordedProcess()).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
