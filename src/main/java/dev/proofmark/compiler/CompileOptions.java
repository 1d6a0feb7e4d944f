package dev.proofmark.compiler;

import dev.proofmark.compiler.quantize.inputs.Precision;
import dev.proofmark.compiler.quantize.program.RealRange;
import dev.proofmark.compiler.synthesis.OutputVisibility;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a user may decide about a model's compilation. The seed of the weights' blindings is not among it: it belongs to
/// making the key.
///
/// @param shapes           input name to shape: binds symbolic axes
/// @param inputRanges      input name to the values that are accepted when proving
/// @param publicScalars    names of constants of one element that the circuit may show
/// @param precision        widths of activations, tables and shifts
/// @param outputVisibility whether proofs state the outputs
public record CompileOptions(
        Map<String, List<Integer>> shapes,
        Map<String, RealRange> inputRanges,
        Set<String> publicScalars,
        Precision precision,
        OutputVisibility outputVisibility) {

    public CompileOptions {
        shapes = Map.copyOf(shapes);
        inputRanges = Map.copyOf(inputRanges);
        publicScalars = Set.copyOf(publicScalars);
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(outputVisibility, "outputVisibility");
    }

    public static CompileOptions defaults() {
        return new CompileOptions(Map.of(), Map.of(), Set.of(), Precision.DEFAULT, OutputVisibility.PUBLIC);
    }

    public CompileOptions withShapes(Map<String, List<Integer>> bound) {
        return new CompileOptions(bound, inputRanges, publicScalars, precision, outputVisibility);
    }

    public CompileOptions withInputRanges(Map<String, RealRange> declared) {
        return new CompileOptions(shapes, declared, publicScalars, precision, outputVisibility);
    }

    public CompileOptions withPublicScalars(Set<String> declared) {
        return new CompileOptions(shapes, inputRanges, declared, precision, outputVisibility);
    }

    public CompileOptions withPrecision(Precision chosen) {
        return new CompileOptions(shapes, inputRanges, publicScalars, chosen, outputVisibility);
    }

    public CompileOptions withOutputVisibility(OutputVisibility chosen) {
        return new CompileOptions(shapes, inputRanges, publicScalars, precision, chosen);
    }
}
