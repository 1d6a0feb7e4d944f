package dev.proofmark.compiler.onnx.file;

/// Bounds that keep a hostile file from using more memory or time than an honest one could need.
///
/// @param messages         protobuf fields in the file, counted before anything is parsed
/// @param nodes            nodes of the model, and of the normalised graph
/// @param nameLength       characters in any name
/// @param rank             axes of any tensor
/// @param tensorElements   elements of any one tensor
/// @param constantElements elements of all constants read, and of all constants made
/// @param madeElements     elements of constants that operators may make beyond a small multiple of those read
/// @param valueElements    elements of all computed values together
/// @param foldingWork      multiplications spent on folding constants
/// @param inferenceWork    multiplications of one inference
public record ImportLimits(
        int messages,
        int nodes,
        int nameLength,
        int rank,
        int tensorElements,
        long constantElements,
        long madeElements,
        long valueElements,
        long foldingWork,
        long inferenceWork) {

    public static final ImportLimits DEFAULT =
            new ImportLimits(4_000_000, 50_000, 4096, 16, 1 << 27, 1L << 28, 1L << 24, 1L << 26, 1L << 31, 1L << 36);
}
