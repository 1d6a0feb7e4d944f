package dev.proofmark.compiler.accuracy;

import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.graph.DenseTensor;
import dev.proofmark.compiler.graph.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The uploaded file in onnxruntime, in a child process that serves all samples of one compilation.
///
/// Whatever becomes of the child (a crash, no answer in time, no memory, a refusal, nonsense), it only costs this reference:
/// [#open] is then empty, or the sample's answer and all later ones are.
public final class OnnxRuntimeReference implements FloatReference {

    private final RuntimeProcess process;

    private OnnxRuntimeReference(RuntimeProcess process) {
        this.process = process;
    }

    /// Empty where no child can be started or it does not take the model, or external data is missing.
    public static Optional<FloatReference> open(ModelSource source, Map<String, ElementType> inputTypes) {
        return open(source, inputTypes, reason -> {});
    }

    /// @param reasons is told why, where the result is empty: a phrase of ours, which quotes nothing of the model
    public static Optional<FloatReference> open(
            ModelSource source, Map<String, ElementType> inputTypes, Consumer<String> reasons) {
        Optional<byte[]> whole = SelfContainedModel.of(source);
        if (whole.isEmpty()) {
            reasons.accept("the file has functions, sparse tensors or data elsewhere that are not passed on to it");
            return Optional.empty();
        }
        byte[] model = whole.get();
        return open(model, inputTypes, () -> RuntimeCommand.forModel(model.length), reasons);
    }

    /// Deletes what killed processes left in the folder for temporary files: each onnxruntime's library, and a model.
    public static void removeLeftBehind() {
        try {
            PrivateFolder.removeLeftBehind(PrivateFolder.parent());
        } catch (IOException | UncheckedIOException stays) {
            return; // the next start tries again
        }
    }

    static Optional<FloatReference> open(byte[] model, Map<String, ElementType> inputTypes, Supplier<RuntimeCommand> command) {
        return open(model, inputTypes, command, reason -> {});
    }

    private static Optional<FloatReference> open(
            byte[] model, Map<String, ElementType> inputTypes, Supplier<RuntimeCommand> command, Consumer<String> reasons) {
        try {
            return Optional.of(new OnnxRuntimeReference(RuntimeProcess.start(command.get(), model, inputTypes)));
        } catch (RuntimeRefusal refused) {
            reasons.accept(refused.getMessage());
        } catch (IOException | RuntimeException unavailable) {
            reasons.accept("its process did not start, ended or did not answer in time");
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public Map<String, DenseTensor> evaluate(Map<String, DenseTensor> inputs) {
        try {
            return process.evaluate(inputs);
        } catch (IOException | RuntimeException lost) {
            return Map.of();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
