package dev.proofmark.compiler.onnx;

import static dev.proofmark.testing.OnnxModelBuilder.integer;
import static dev.proofmark.testing.OnnxModelBuilder.integers;
import static dev.proofmark.testing.OnnxModelBuilder.text;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.proofmark.compiler.ExternalFile;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.onnx.file.ImportLimits;
import dev.proofmark.testing.OnnxModelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Bytes that were a model: whatever is flipped, cut or spliced, the answer is a graph or a rejection.
class HostileModelFuzzTest {

    private static final long SEED = Long.getLong("proofmark.fuzz.seed", 20260101);
    private static final int ROUNDS = Integer.getInteger("proofmark.fuzz.rounds", 4000);

    /// Small, so that a damaged model cannot be slow either.
    private static final ImportOptions OPTIONS = ImportOptions.defaults().withLimits(
            new ImportLimits(10_000, 200, 200, 8, 1 << 16, 1 << 18, 1 << 17, 1 << 18, 1 << 22, 1 << 22));

    @Test
    void damagedModelsAreImportedOrRejected() {
        List<byte[]> models = models();
        SplittableRandom random = new SplittableRandom(SEED);
        int imported = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] model = models.get(random.nextInt(models.size())).clone();
            int damages = 1 + random.nextInt(3);
            for (int i = 0; i < damages; i++) {
                model = damaged(model, random);
            }
            imported += outcome(model, "seed " + SEED + ", round " + round) ? 1 : 0;
        }
        assertThat(imported).as("some damage is harmless").isBetween(1, ROUNDS - 1);
    }

    @Test
    void undamagedModelsAreImported() {
        for (byte[] model : models()) {
            assertThat(OnnxImporter.importModel(ModelSource.of(model), OPTIONS).outputs()).isNotEmpty();
        }
    }

    @Test
    void everyPrefixIsImportedOrRejected() {
        for (byte[] model : models()) {
            for (int length = 0; length < model.length; length++) {
                outcome(java.util.Arrays.copyOf(model, length), "prefix of " + length);
            }
        }
    }

    private static boolean outcome(byte[] model, String what) {
        try {
            OnnxImporter.importModel(
                    new ModelSource(model, Map.of("w.bin", new ExternalFile.InMemory(new byte[64]))), OPTIONS);
            return true;
        } catch (ModelRejectedException rejected) {
            assertThat(rejected.problems()).as(what).isNotEmpty();
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(what, e);
        }
    }

    private static byte[] damaged(byte[] model, SplittableRandom random) {
        int at = random.nextInt(Math.max(1, model.length));
        switch (random.nextInt(5)) {
            case 0 -> model[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> model[at] = (byte) random.nextInt(256);
            case 2 -> model[at] = new byte[] {0, 1, -1, 127, -128, 2, 64}[random.nextInt(7)];
            case 3 -> {
                int length = random.nextInt(1, 12);
                byte[] longer = new byte[model.length + length];
                System.arraycopy(model, 0, longer, 0, at);
                System.arraycopy(model, random.nextInt(Math.max(1, model.length - length)), longer, at, Math.min(length, model.length));
                System.arraycopy(model, at, longer, at + length, model.length - at);
                return longer;
            }
            default -> {
                int length = Math.min(random.nextInt(1, 12), model.length - at);
                byte[] shorter = new byte[model.length - length];
                System.arraycopy(model, 0, shorter, 0, at);
                System.arraycopy(model, at + length, shorter, at, shorter.length - at);
                return shorter;
            }
        }
        return model;
    }

    private static List<byte[]> models() {
        List<byte[]> models = new ArrayList<>();
        models.add(new OnnxModelBuilder(13)
                .input("x", "n", 2, 5, 5)
                .weights("w", List.of(2L, 1L, 2L, 2L), 1, 2, 3, 4, 5, 6, 7, 8)
                .weights("s", List.of(2L), 1, 2)
                .indexes("shape", 0, -1)
                .node("Conv", List.of("x", "w"), "c", integer("group", 2), integers("pads", 1, 0, 1, 0), integers("strides", 2, 1))
                .node("BatchNormalization", List.of("c", "s", "s", "s", "s"), "b")
                .node("MaxPool", List.of("b"), "p", integers("kernel_shape", 2, 2), integer("ceil_mode", 1))
                .node("Reshape", List.of("p", "shape"), "r")
                .node("Softmax", List.of("r"), "y", integer("axis", -1))
                .output("y")
                .bytes());
        models.add(new OnnxModelBuilder(18)
                .input("x", 2, 3)
                .indexes("pads", 1, 0, 0, 2)
                .indexes("starts", -1)
                .indexes("ends", -9)
                .indexes("axes", 1)
                .indexes("steps", -2)
                .indexes("split", 2, 2)
                .weights("low", List.of(), -1)
                .weights("w", List.of(2L, 2L), 1, 2, 3, 4)
                .node("Shape", List.of("x"), "n")
                .node("Gather", List.of("n", "axes"), "g")
                .node("ConstantOfShape", List.of("n"), "zeros")
                .node("Add", List.of("x", "zeros"), "a")
                .node("Pad", List.of("a", "pads"), "p", text("mode", "reflect"))
                .node("Slice", List.of("p", "starts", "ends", "axes", "steps"), "q")
                .node("Clip", List.of("q", "low"), "t")
                .node("Transpose", List.of("t"), "u", integers("perm", 1, 0))
                .node("Split", List.of("p", "g"), List.of("v"), integer("axis", 0))
                .node("ReduceMean", List.of("p"), "m", integer("keepdims", 0))
                .node("Tile", List.of("m", "axes"), "tiled")
                .node("Expand", List.of("m", "split"), "e")
                .node("Concat", List.of("e", "w"), "k", integer("axis", 0))
                .output("t", "u", "k", "v")
                .bytes());
        models.add(new OnnxModelBuilder(6)
                .input("x", 1, 2)
                .weights("w", List.of(2L, 2L), 1, 2, 3, 4)
                .weights("b", List.of(2L), 1, 2)
                .node("Gemm", List.of("x", "w", "b"), "g", integer("transB", 1), integer("broadcast", 1))
                .node("Mul", List.of("g", "b"), "h", integer("broadcast", 1), integer("axis", 1))
                .node("Slice", List.of("h"), "i", integers("axes", 1), integers("starts", 0), integers("ends", 1))
                .node("Unsqueeze", List.of("i"), "j", integers("axes", 0))
                .node("AveragePool", List.of("j"), "y", integers("kernel_shape", 1))
                .output("y")
                .bytes());
        GraphProto body = GraphProto.newBuilder()
                .addNode(NodeProto.newBuilder().setOpType("MatMul").addInput("x").addInput("a").addOutput("b"))
                .addOutput(ValueInfoProto.newBuilder().setName("b"))
                .build();
        AttributeProto branch = AttributeProto.newBuilder()
                .setName("then_branch").setType(AttributeProto.AttributeType.GRAPH).setG(body).build();
        models.add(new OnnxModelBuilder(13)
                .input("x", 2, 2)
                .node("Sigmoid", List.of("x"), "a")
                .node("If", List.of("x"), "unused", branch)
                .node("Relu", List.of("a"), "y")
                .output("y")
                .bytes());
        return models;
    }
}
