package dev.proofmark.compiler.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.proofmark.compiler.ModelRejectedException;
import dev.proofmark.compiler.ModelSource;
import dev.proofmark.compiler.graph.AffineFolding;
import dev.proofmark.compiler.graph.Graph;
import dev.proofmark.compiler.graph.PointwiseFusion;
import dev.proofmark.compiler.onnx.file.ModelParser;
import dev.proofmark.compiler.onnx.file.Problems;
import java.util.Optional;

/// ONNX bytes to a [Graph].
public final class OnnxImporter {

    private OnnxImporter() {}

    /// The normalised graph of a model, batch normalisations and other constant affine maps folded into
    /// weights, activations written in parts made one function each.
    ///
    /// **Errors** [ModelRejectedException] with every problem of the model.
    public static Graph importModel(ModelSource source, ImportOptions options) {
        Problems problems = new Problems();
        Optional<ModelProto> model = ModelParser.parse(source.model(), options.limits(), problems);
        Optional<Graph> graph = model.flatMap(
                proto -> new ModelTranslator(proto, source.externalData(), options, problems).translate());
        problems.throwIfAny();
        return PointwiseFusion.fuse(AffineFolding.fold(graph.orElseThrow()));
    }
}
